package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One attempt at a task, from its start to its end, as the pool saw it. */
@Name("io.multiprocessing.TaskRun")
@Label("Task Run")
@Category({"Multiprocessing", "Pool"})
@Description("A task in a worker process, from its start to its end. Shorter ones than the threshold are not recorded.")
@StackTrace(false)
@Threshold("1 ms")
final class TaskRunEvent extends Event implements Flight.Task {
    @Label("Pool")
    private String pool = "";

    @Label("Task Id")
    private long taskId;

    @Label("Task Label")
    private String label = "";

    @Label("State")
    @Description("What became of it: SUCCEEDED, FAILED, CANCELLED, or WAITING when it will be tried again")
    private String state = "";

    @Label("Attempt")
    private int attempt;

    @Label("Worker Process Id")
    private long workerPid;

    @Label("Waited")
    @Description("From its submission to its start")
    @Timespan(Timespan.NANOSECONDS)
    private long waited;

    static @Nullable TaskRunEvent begun() {
        TaskRunEvent event = new TaskRunEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void end(
            String ofPool, long id, String itsLabel, String itsState, int attempts, long pid, long waitedNanos) {
        end();
        if (shouldCommit()) {
            pool = ofPool;
            taskId = id;
            label = itsLabel;
            state = itsState;
            attempt = attempts;
            workerPid = pid;
            waited = waitedNanos;
            commit();
        }
    }
}
