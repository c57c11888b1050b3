package io.multiprocessing.internal.direct;

import io.multiprocessing.spi.WordWait;

/** Stands for the waiting for words in a process that has none: it never becomes ready, so that threads nap. */
enum Napping implements WordWait {
    INSTANCE;

    @Override
    public void prepare() {}

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public long spinNanos() {
        return 0;
    }

    @Override
    public void await(long address, int expected, long timeoutNanos) {
        throw new IllegalStateException("not ready");
    }

    @Override
    public void wake(long address, int count) {
        throw new IllegalStateException("not ready");
    }
}
