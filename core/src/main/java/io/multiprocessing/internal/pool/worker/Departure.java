package io.multiprocessing.internal.pool.worker;

/** How a worker ends that has nothing more to do. */
final class Departure {
    private static final int EXPECTED_THREADS = 64;

    private Departure() {}

    /**
     * Called by the main thread, which returns then: the JVM ends with it. Threads that tasks have left behind are not
     * waited for, exit ends them. Without any, exit would cost more than all the rest of the end: the JDK logs it, and
     * to find out with what it opens every file of the class path.
     */
    static void leave() {
        Thread[] threads = new Thread[Thread.activeCount() + EXPECTED_THREADS];
        int count = rootGroup().enumerate(threads);
        boolean othersGoOn = count == threads.length;
        for (int i = 0; i < count; i++) {
            othersGoOn |= !threads[i].isDaemon() && threads[i] != Thread.currentThread();
        }
        if (othersGoOn) {
            Runtime.getRuntime().exit(0);
        }
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
