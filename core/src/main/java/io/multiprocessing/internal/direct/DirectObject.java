package io.multiprocessing.internal.direct;

/** An object in mapped memory as one process uses it. */
public interface DirectObject {
    /** Wakes all who wait for it in any process, to look again. */
    void ringForAll();
}
