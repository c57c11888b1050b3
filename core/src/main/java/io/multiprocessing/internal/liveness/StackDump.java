package io.multiprocessing.internal.liveness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What this JVM's threads are doing, as text: the main thread first, then the other threads of the user, then the JVM's
 * and ours. Bounded in size, and made without lambdas: to link one takes milliseconds in a JVM whose processors are all
 * busy, and this is the moment when they are. Virtual threads are not in it: nobody can list them without much else.
 */
public final class StackDump {
    /** The line before the threads that are hardly of interest. */
    public static final String OTHERS = "---- daemons, the JVM's threads and the library's";

    static final int MAX_CHARS = 64 << 10;
    private static final int MAX_FRAMES = 100;
    private static final int LAST_RANK = 2;
    private static final long MAIN_THREAD = 1;
    private static final String OUR_THREADS = "mp-";

    private StackDump() {}

    static ByteBuffer take() {
        String text;
        try {
            text = describe(Thread.getAllStackTraces());
        } catch (Throwable e) {
            text = "The stacks could not be taken: " + e;
        }
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String describe(Map<Thread, StackTraceElement[]> stacks) {
        List<Thread> threads = new ArrayList<>(stacks.keySet());
        threads.sort(new OfInterestFirst());
        StringBuilder text = new StringBuilder();
        int shown = 0;
        boolean othersBegun = false;
        for (Thread thread : threads) {
            StackTraceElement[] frames = stacks.get(thread);
            if (frames != null && frames.length > 0 && thread != Thread.currentThread()) {
                int before = text.length();
                if (rank(thread) == LAST_RANK && !othersBegun) {
                    text.append(OTHERS).append("\n\n");
                    othersBegun = true;
                }
                append(text, thread, frames);
                if (text.length() > MAX_CHARS) {
                    // A thread is shown whole or not at all; only the first one may be cut.
                    text.setLength(shown == 0 ? MAX_CHARS : before);
                    return text.append("... and more threads\n").toString();
                }
                shown++;
            }
        }
        return text.toString();
    }

    private static final class OfInterestFirst implements Comparator<Thread> {
        @Override
        public int compare(Thread one, Thread other) {
            int byRank = Integer.compare(rank(one), rank(other));
            return byRank != 0 ? byRank : Long.compare(one.threadId(), other.threadId());
        }
    }

    private static int rank(Thread thread) {
        if (thread.threadId() == MAIN_THREAD) {
            return 0;
        }
        boolean ours = thread.getName().startsWith(OUR_THREADS);
        return thread.isDaemon() || ours ? LAST_RANK : LAST_RANK - 1;
    }

    private static void append(StringBuilder text, Thread thread, StackTraceElement[] frames) {
        text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
        Object blocker = LockSupport.getBlocker(thread);
        if (blocker != null) {
            // Not its toString: that is user code.
            text.append(" on ").append(blocker.getClass().getName()).append('@');
            text.append(Integer.toHexString(System.identityHashCode(blocker)));
        }
        text.append('\n');
        for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
            text.append("    at ").append(frames[i]).append('\n');
        }
        if (frames.length > MAX_FRAMES) {
            text.append("    ... ").append(frames.length - MAX_FRAMES).append(" more\n");
        }
        text.append('\n');
    }
}
