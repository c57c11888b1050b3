/**
 * Samples to read in order, each a program that shows one thing:
 *
 * <ol>
 *   <li>{@link io.multiprocessing.examples.Sample01ProcessFromLambda}
 *   <li>{@link io.multiprocessing.examples.Sample02ProcessFromSubclass}
 *   <li>{@link io.multiprocessing.examples.Sample03Join}
 *   <li>{@link io.multiprocessing.examples.Sample04Daemon}
 *   <li>{@link io.multiprocessing.examples.Sample05SequentialAndTwoProcesses}
 *   <li>{@link io.multiprocessing.examples.Sample06PoolOfDefaultSize}
 *   <li>{@link io.multiprocessing.examples.Sample07PoolWithFiveDownloads}
 *   <li>{@link io.multiprocessing.examples.Sample08Queue}
 *   <li>{@link io.multiprocessing.examples.Sample09Pipe}
 *   <li>{@link io.multiprocessing.examples.Sample10Lock}
 *   <li>{@link io.multiprocessing.examples.Sample11SharedMemory}
 *   <li>{@link io.multiprocessing.examples.Sample12SharedObjects}
 * </ol>
 *
 * <p>Each takes the name of a transport as its argument; without one it uses the best there is. A program that people
 * can use is in {@link io.multiprocessing.examples.download}.
 */
@NullMarked
package io.multiprocessing.examples;

import org.jspecify.annotations.NullMarked;
