/**
 * Multiprocessing: what {@code Thread}, {@code ExecutorService}, {@code BlockingQueue} and {@code Lock} are to threads,
 * these types are to operating-system processes.
 *
 * <p>Begin with {@link io.multiprocessing.Multiprocessing}, which makes everything else:
 *
 * <pre>{@code
 * try (var mp = Multiprocessing.open()) {
 *     SharedQueue<String> queue = mp.queue(100);
 *     ChildProcess writer = mp.start(() -> queue.put("hello"));
 *     System.out.println(queue.take());
 *     writer.join();
 *
 *     try (ProcessPool pool = mp.pool()) {
 *         List<Long> counts = pool.map(files, WordCount::countWords);
 *     }
 * }
 * }</pre>
 *
 * <p>Processes form a <em>family</em>: the one that opened it, its children, their children. Every object made by a
 * {@code Multiprocessing} is serialisable and arrives in any member of its family as the same shared object.
 */
@NullMarked
package io.multiprocessing;

import org.jspecify.annotations.NullMarked;
