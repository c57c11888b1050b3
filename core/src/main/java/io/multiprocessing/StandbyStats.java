package io.multiprocessing;

/**
 * What {@link Multiprocessing#standbyStats()} tells of the processes that stand by in this process's family, those of
 * pools included. A snapshot.
 *
 * @param wanted how many are to be kept
 * @param ready how many wait for work
 * @param starting how many are being started
 * @param taken how many have been given work so far
 * @param residentBytes the memory in use by those that are ready, in bytes, each with the pages that it shares with
 *     others; 0 where the system does not tell
 */
public record StandbyStats(int wanted, int ready, int starting, long taken, long residentBytes) {}
