/**
 * What the scenario of the parallel download is made of: files of fixed sizes and content, a server for them in a JVM
 * of its own, and the task that fetches one. Begin with {@link io.multiprocessing.benchmarks.scenario.download.Corpus}.
 */
@NullMarked
package io.multiprocessing.benchmarks.scenario.download;

import org.jspecify.annotations.NullMarked;
