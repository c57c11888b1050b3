package io.multiprocessing.internal.launch;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one thread that starts a family's processes. It lives as long as any of them may: with {@link DeathSignal} the
 * kernel kills what a thread has started when the thread ends, and a user's thread, or the carrier of a virtual one,
 * may end at any time. Thread-safe.
 */
public final class Forker {
    private final LinkedBlockingQueue<FutureTask<Process>> orders = new LinkedBlockingQueue<>();
    /** Guarded by this. */
    private boolean started;
    /** Guarded by this. */
    private boolean stopped;

    /** What ends the thread. Apart, so that a process that starts none does not make it: lambdas are dear at first. */
    private static final class End {
        static final FutureTask<Process> ORDER = new FutureTask<>(() -> {
            throw new IllegalStateException("never run");
        });

        private End() {}
    }

    /**
     * Starts the process. Not ended by an interrupt, which is kept.
     *
     * @throws IOException when it can't be started, for want of descriptors, processes or threads say, or when
     *     {@link #stop} was called
     */
    public Process start(JvmCommand command) throws IOException {
        FutureTask<Process> order = new FutureTask<>(command::start);
        synchronized (this) {
            if (stopped) {
                throw new IOException("this process starts no more children: its family is closed");
            }
            if (!started) {
                Thread thread = new Thread(null, this::serve, "mp-forker", 0, false);
                thread.setDaemon(true);
                begin(thread);
                started = true;
            }
            orders.add(order);
        }
        return await(order);
    }

    private static void begin(Thread thread) throws IOException {
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            throw new IOException("this JVM gets no more threads: " + e.getMessage(), e);
        }
    }

    private static Process await(FutureTask<Process> order) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return order.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw new IOException(cause.getMessage(), cause);
                // The JDK starts a thread to wait for each process; the error's name promises another cause.
                case OutOfMemoryError cause when String.valueOf(cause.getMessage()).contains("native thread") ->
                        throw new IOException("this JVM gets no more threads: " + cause.getMessage(), cause);
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void serve() {
        while (true) {
            try {
                FutureTask<Process> order = orders.take();
                if (order == End.ORDER) {
                    return;
                }
                order.run();
            } catch (InterruptedException e) {
                // Nobody has a reason to: its end would kill the children.
            }
        }
    }

    /** Ends the thread, and with it, where the kernel can do that, what it has started and still runs. */
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            if (started) {
                orders.add(End.ORDER);
            }
        }
    }
}
