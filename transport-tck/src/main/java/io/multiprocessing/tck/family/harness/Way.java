package io.multiprocessing.tck.family.harness;

import io.multiprocessing.ProcessPool;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A way of giving a pool a value to work on. */
public enum Way {
    SUBMIT {
        @Override
        public void send(ProcessPool pool, Object value) throws Exception {
            // Without a limit the waiting thread itself reads the result, with one another thread does.
            pool.submit(() -> Trap.run(value)).get();
        }
    },
    MAP {
        @Override
        public void send(ProcessPool pool, Object value) throws Exception {
            pool.mapAsync(List.of(1, value, 3), Trap::run).get(FOR_LONG_SECONDS, TimeUnit.SECONDS);
        }
    },
    STREAM {
        @Override
        public void send(ProcessPool pool, Object value) throws Exception {
            try (Stream<Object> results = pool.stream(List.of(1, value, 3), Trap::run)) {
                Iterator<Object> iterator = results.iterator();
                requireNext(1, iterator);
                try {
                    iterator.next();
                } finally {
                    requireNext(3, iterator);
                }
            }
        }
    };

    private static final long FOR_LONG_SECONDS = 30;

    /** Sends it, and waits for what comes back; alone, or with harmless values before and after it. */
    public abstract void send(ProcessPool pool, Object value) throws Exception;

    private static void requireNext(Object expected, Iterator<Object> results) {
        try {
            Object found = results.next();
            if (!expected.equals(found)) {
                throw new AssertionError("Expected " + expected + ", found " + found);
            }
        } catch (RuntimeException e) {
            throw new AssertionError("Item " + expected + ", which is harmless, failed", e);
        }
    }
}
