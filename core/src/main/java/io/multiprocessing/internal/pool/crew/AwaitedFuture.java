package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.TaskFuture;
import io.multiprocessing.internal.family.Waiting;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A future whose waiters count as waiting for other members: so a family that is being closed can tell that a child's main
 * thread goes on no sooner than its workers do.
 */
public abstract class AwaitedFuture<V> extends TaskFuture<V> {
    private final Waiting waiting;

    protected AwaitedFuture(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        BooleanSupplier outer = waiting.begin(this::isDone);
        try {
            return super.get();
        } finally {
            waiting.end(outer);
        }
    }

    @Override
    public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        BooleanSupplier outer = waiting.begin(this::isDone);
        try {
            return super.get(timeout, unit);
        } finally {
            waiting.end(outer);
        }
    }

    @Override
    public V join() {
        BooleanSupplier outer = waiting.begin(this::isDone);
        try {
            return super.join();
        } finally {
            waiting.end(outer);
        }
    }
}
