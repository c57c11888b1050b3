package io.multiprocessing.ipc.sharedmem;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A door that one party at a time goes through, again and again, until it is closed: then {@link #onShut} runs once, as
 * soon as nobody is inside, in the thread that closed it or in the one that left last. Memory is unmapped so without
 * anybody being in it and without anybody waiting.
 */
abstract class Gate {
    private static final int EMPTY = 0;
    private static final int OCCUPIED = 1;
    private static final int SHUT = 2;

    private final AtomicInteger state = new AtomicInteger(EMPTY);
    private volatile boolean closing;

    /** Called once. Does not throw. */
    protected abstract void onShut();

    /**
     * Goes in, unless the gate is closed. The callers see to it that nobody else is inside.
     *
     * @return true when inside: {@link #leave} must follow
     */
    final boolean enter() {
        return !closing && state.compareAndSet(EMPTY, OCCUPIED);
    }

    final void leave() {
        state.set(EMPTY);
        if (closing) {
            shutIfEmpty();
        }
    }

    /** Lets nobody in any more. Does not wait for who is inside. Idempotent. */
    final void close() {
        closing = true;
        shutIfEmpty();
    }

    /** True once {@link #close} was called: who is inside is to leave soon. */
    final boolean isClosing() {
        return closing;
    }

    // Either close() finds it empty, or who leaves finds it closing: both write first and read then, so not neither.
    private void shutIfEmpty() {
        if (state.compareAndSet(EMPTY, SHUT)) {
            onShut();
        }
    }
}
