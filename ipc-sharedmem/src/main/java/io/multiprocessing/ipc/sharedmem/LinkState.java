package io.multiprocessing.ipc.sharedmem;

/** What one process knows of its end of a link beyond what stands in the shared memory. Both only ever become true. */
final class LinkState {
    volatile boolean closed;
    volatile boolean peerDied;
}
