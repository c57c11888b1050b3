package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** How long a worker took to come up. */
@Name("io.multiprocessing.WorkerStart")
@Label("Worker Start")
@Category({"Multiprocessing", "Pool"})
@Description("The start of a worker process, until it was ready for tasks")
@StackTrace(false)
final class WorkerStartEvent extends Event implements Flight.Start {
    @Label("Pool")
    private String pool = "";

    @Label("Worker")
    private String worker = "";

    @Label("Worker Process Id")
    private long workerPid;

    static @Nullable WorkerStartEvent begun() {
        WorkerStartEvent event = new WorkerStartEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void ready(String ofPool, String name, long pid) {
        pool = ofPool;
        worker = name;
        workerPid = pid;
        commit();
    }
}
