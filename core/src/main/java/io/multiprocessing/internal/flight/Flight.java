package io.multiprocessing.internal.flight;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the JDK's Flight Recorder. Until somebody records, each of these looks at a flag, and what lasts is null. That
 * flag is not the event's own on purpose: to load a single class of events wakes the recorder, which loads 250 classes
 * and reads the descriptions of all the JDK's events.
 */
public final class Flight {
    private static final boolean HAS_RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** A worker is about to run a task. */
    public interface Task {
        /** It has ended, or the worker has. */
        void end(
                String pool, long taskId, String label, String state, int attempt, long workerPid, long waitedNanos);
    }

    /** A worker's process is about to be started. */
    public interface Start {
        /** It is ready for tasks. */
        void ready(String pool, String worker, long pid);
    }

    private Flight() {}

    /** Whether anything has been recorded in this JVM: only then the classes of events may be loaded. */
    private static boolean isOn() {
        return HAS_RECORDER && FlightRecorder.isInitialized();
    }

    public static @Nullable Task taskStarts() {
        return isOn() ? TaskRunEvent.begun() : null;
    }

    public static @Nullable Start workerStarts() {
        return isOn() ? WorkerStartEvent.begun() : null;
    }

    /** @param how in words */
    public static void workerEnded(String pool, String worker, long pid, int tasksDone, String how) {
        if (isOn()) {
            WorkerEndEvent.tell(pool, worker, pid, tasksDone, how);
        }
    }

    public static void poolOpened(String pool, int workers) {
        if (isOn()) {
            PoolOpenEvent.tell(pool, workers);
        }
    }

    /** @param broken why it was broken; empty when it was closed in good order */
    public static void poolClosed(String pool, long succeeded, long failed, long cancelled, String broken) {
        if (isOn()) {
            PoolCloseEvent.tell(pool, succeeded, failed, cancelled, broken);
        }
    }

    /** @param queue its text is the same for all handles of a queue; taken when it is needed */
    public static void queueOpened(Object queue, int capacity) {
        if (isOn()) {
            QueueOpenEvent.tell(queue, capacity);
        }
    }

    public static void queueClosed(Object queue) {
        if (isOn()) {
            QueueCloseEvent.tell(queue);
        }
    }
}
