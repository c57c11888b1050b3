package io.multiprocessing.tck.family.shared;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the tests share; each of its processes would have its own, were it not shared. */
interface Calculator extends Doubling<String> {
    long add(long amount);

    /** An overload. */
    default long add(String digits) {
        return add(Long.parseLong(digits));
    }

    /** Where the call runs. */
    default long pid() {
        return ProcessHandle.current().pid();
    }

    default Object echo(Object value) {
        return value;
    }

    default void fail(RuntimeException thrown) throws IOException {
        if (thrown.getCause() instanceof IOException declared) {
            throw declared;
        }
        throw thrown;
    }

    /** Throws what it does not declare. */
    void failSecretly(String message);

    /** Blocks until somebody opens, or the thread is interrupted. */
    void awaitOpen() throws InterruptedException;

    /** As {@link #awaitOpen}, but what it throws when it is interrupted is no {@code InterruptedException}. */
    void awaitOpenQuietly();

    void open();

    /** How many wait at the moment. */
    int waiting();

    /** How many interrupts have ended a wait. */
    long interrupts();

    /** An implementation. */
    class Local implements Calculator {
        private final AtomicLong sum = new AtomicLong();
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicLong interrupts = new AtomicLong();
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public String twice(String value) {
            return value + value;
        }

        @Override
        public long add(long amount) {
            return sum.addAndGet(amount);
        }

        @Override
        public void failSecretly(String message) {
            Local.<RuntimeException>sneak(new IOException(message));
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable thrown) throws T {
            throw (T) thrown;
        }

        @Override
        public void awaitOpen() throws InterruptedException {
            waiting.incrementAndGet();
            try {
                if (!latch.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody opened");
                }
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                throw e;
            } finally {
                waiting.decrementAndGet();
            }
        }

        @Override
        public void awaitOpenQuietly() {
            try {
                awaitOpen();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void open() {
            latch.countDown();
        }

        @Override
        public int waiting() {
            return waiting.get();
        }

        @Override
        public long interrupts() {
            return interrupts.get();
        }
    }
}
