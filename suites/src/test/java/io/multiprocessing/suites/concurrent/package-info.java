/**
 * Suites in the manner of the JSR-166 TCK's, written from the contracts of the interfaces: every method of queues,
 * locks, semaphores, barriers and latches with nulls, limits, interrupts and time-outs, on each transport, with the
 * other party in this process or in another. Begin with {@link io.multiprocessing.suites.concurrent.OnEachTransport}.
 */
package io.multiprocessing.suites.concurrent;
