package io.multiprocessing.internal.family.child;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.death.LastWord;
import io.multiprocessing.internal.death.SignalThread;
import io.multiprocessing.internal.output.MarkedOutput;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a child takes its leave: runs at every shutdown that is one, and decides what the end of the link means.
 *
 * <p>It tells the parent whether somebody called exit or a signal came, since the exit status does not. Then it has the
 * parent close its side: HotSpot gives threads that are in native code 300 ms at exit ({@code
 * VM_Exit::wait_for_threads_in_native_to_block}), and a thread that reads a pipe is; with the link closed none is left,
 * and a process ends in a few milliseconds. But only when no other shutdown hook may still want to use the link.
 */
final class Farewell extends Thread {
    private static final int ORPHANED = 1;
    private static final long LONGEST_WAIT_MILLIS = 200;
    private static final int EXPECTED_THREADS = 64;

    private final Peer parent;
    private final @Nullable MarkedOutput output;
    private final CountDownLatch readersEnded;
    private volatile boolean leaving;
    private volatile boolean heapExhausted;

    Farewell(Peer parent, @Nullable MarkedOutput output, boolean hasLifeline) {
        super("mp-farewell");
        this.parent = parent;
        this.output = output;
        this.readersEnded = new CountDownLatch(hasLifeline ? 2 : 1);
    }

    @Override
    public void run() {
        System.out.flush();
        if (output != null) {
            output.finish();
        }
        Thread[] threads = new Thread[Thread.activeCount() + EXPECTED_THREADS];
        int count = rootGroup().enumerate(threads);
        int signal = handledSignal(threads, count);
        boolean alone = isAlone(threads, count);
        leaving = alone;
        parent.send(Head.ofCode(alone ? FrameType.CLOSE_LINK : 0, how(signal), signal)
                .frame(FrameType.GOODBYE));
        if (alone) {
            awaitReaders();
        }
    }

    private int how(int signal) {
        if (heapExhausted) {
            return LastWord.HEAP_EXHAUSTED;
        }
        return signal == 0 ? LastWord.EXIT : LastWord.SIGNAL;
    }

    /** What this process ran has thrown that. */
    void heapExhausted() {
        heapExhausted = true;
    }

    private void awaitReaders() {
        try {
            boolean ignored = readersEnded.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Then it takes the JVM a little longer.
        }
    }

    /** The parent has closed the link, or is gone; or what came on it was wrong. */
    void linkEnded(@Nullable TransportException cause) {
        if (cause != null && !leaving) {
            System.err.println("The link to the parent process failed, this process ends: " + cause);
        }
        readerEnded();
    }

    /** The parent has closed the lifeline, or is gone. */
    void lifelineEnded() {
        readerEnded();
    }

    private void readerEnded() {
        if (!leaving) {
            Runtime.getRuntime().halt(ORPHANED);
        }
        readersEnded.countDown();
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static int handledSignal(Thread[] threads, int count) {
        for (int i = 0; i < count; i++) {
            int signal = SignalThread.signalOf(threads[i]);
            if (signal != 0) {
                return signal;
            }
        }
        return 0;
    }

    /** Whether no thread that could be another hook runs: none but the one that waits for the hooks, and daemons. */
    private boolean isAlone(Thread[] threads, int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            boolean harmless = thread == this
                    || thread.isDaemon()
                    || thread.getName().equals("DestroyJavaVM")
                    || SignalThread.signalOf(thread) != 0
                    || waitsForHooks(thread);
            if (!harmless) {
                return false;
            }
        }
        return true;
    }

    private static boolean waitsForHooks(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.ApplicationShutdownHooks")) {
                return true;
            }
        }
        return false;
    }
}
