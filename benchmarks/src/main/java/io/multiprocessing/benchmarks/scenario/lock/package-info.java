/** Locks: what one costs that nobody else wants, and how long until one passes from process to process. */
@NullMarked
package io.multiprocessing.benchmarks.scenario.lock;

import org.jspecify.annotations.NullMarked;
