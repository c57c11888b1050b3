package io.multiprocessing.internal.direct;

/** An object in mapped memory as one process uses it. */
public interface DirectObject {
    /** Wakes all who wait for it in any process, to look again. */
    void ringForAll();

    /**
     * Whether all of it is in the memory: then this process need not keep it while none of its handles does, and it is
     * opened anew for the next one.
     */
    default boolean isForgettable() {
        return false;
    }
}
