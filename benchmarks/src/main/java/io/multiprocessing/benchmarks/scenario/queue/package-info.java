/**
 * Messages from process to process. {@link io.multiprocessing.benchmarks.scenario.queue.QueueSubject} measures what
 * goes over {@link io.multiprocessing.benchmarks.scenario.queue.Line}s, ours or a peer's, to {@link
 * io.multiprocessing.benchmarks.scenario.queue.Partner}s; a {@link io.multiprocessing.benchmarks.scenario.queue.Rig} is
 * a variant's lines and partners together.
 */
@NullMarked
package io.multiprocessing.benchmarks.scenario.queue;

import org.jspecify.annotations.NullMarked;
