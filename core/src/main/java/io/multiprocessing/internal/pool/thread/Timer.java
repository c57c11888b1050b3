package io.multiprocessing.internal.pool.thread;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread of this JVM for all that is to happen later; it is made when first needed. What it runs must not block.
 */
public final class Timer {
    private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

    private Timer() {}

    private static ScheduledThreadPoolExecutor executor() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "mp-timer", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    public static ScheduledFuture<?> after(long nanos, Runnable action) {
        return EXECUTOR.schedule(action, nanos, TimeUnit.NANOSECONDS);
    }
}
