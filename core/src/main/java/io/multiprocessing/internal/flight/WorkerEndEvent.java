package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A worker's process has ended. */
@Name("io.multiprocessing.WorkerEnd")
@Label("Worker End")
@Category({"Multiprocessing", "Pool"})
@StackTrace(false)
final class WorkerEndEvent extends Event {
    @Label("Pool")
    private String pool = "";

    @Label("Worker")
    private String worker = "";

    @Label("Worker Process Id")
    private long workerPid;

    @Label("Tasks Done")
    private int tasksDone;

    @Label("How")
    @Description("How it ended, and why, in words")
    private String how = "";

    static void tell(String pool, String worker, long pid, int tasksDone, String how) {
        WorkerEndEvent event = new WorkerEndEvent();
        if (event.isEnabled()) {
            event.pool = pool;
            event.worker = worker;
            event.workerPid = pid;
            event.tasksDone = tasksDone;
            event.how = how;
            event.commit();
        }
    }
}
