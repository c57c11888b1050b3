package io.multiprocessing.examples.download;

import io.multiprocessing.Multiprocessing;

/** How a worker's JVM is started: what counts is that it is there soon and stays small, for it only moves bytes. */
public final class WorkerJvm {
    private static final String HEAP = "64m";

    private WorkerJvm() {}

    /** A family whose children are such. */
    public static Multiprocessing.Builder lean() {
        return Multiprocessing.builder().maxHeap(HEAP).jvmArgs("-XX:TieredStopAtLevel=1");
    }
}
