package io.multiprocessing.ipc.sharedmem;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread that naps for all the threads of this process that have waited long and have nobody who could wake them:
 * it looks at their conditions every 10 ms. So a process with many idle links takes no more processor time than one
 * with a single link, well under a hundredth of a core. The thread is there only while somebody waits so.
 */
final class IdleWatch implements Runnable {
    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private static final Object LOCK = new Object();
    private static final List<Entry> ENTRIES = new ArrayList<>();
    private static @Nullable Thread watcher;

    private record Entry(Waiter.Condition condition, Thread thread) {}

    private IdleWatch() {}

    /** Parks until the condition holds, the time is over, the thread is interrupted or unparked, or for no reason. */
    static void park(Waiter.Condition condition, long timeoutNanos) {
        Entry entry = new Entry(condition, Thread.currentThread());
        synchronized (LOCK) {
            ENTRIES.add(entry);
            if (watcher == null) {
                watcher = new Thread(null, new IdleWatch(), "mp-sharedmem-idle");
                watcher.setDaemon(true);
                watcher.start();
            }
        }
        try {
            LockSupport.parkNanos(condition, timeoutNanos);
        } finally {
            // Under the lock: the watcher looks at no memory that is unmapped once its user has left.
            synchronized (LOCK) {
                ENTRIES.remove(entry);
            }
        }
    }

    @Override
    public void run() {
        while (true) {
            LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
            synchronized (LOCK) {
                if (ENTRIES.isEmpty()) {
                    watcher = null;
                    return;
                }
                for (Entry entry : ENTRIES) {
                    if (isOver(entry.condition())) {
                        LockSupport.unpark(entry.thread());
                    }
                }
            }
        }
    }

    private static boolean isOver(Waiter.Condition condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException | InternalError e) {
            // The memory is damaged: the thread that waits is to see it for itself.
            return true;
        }
    }
}
