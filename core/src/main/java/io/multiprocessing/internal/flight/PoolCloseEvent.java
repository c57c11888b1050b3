package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pool's last worker has gone, after it was closed or broken. */
@Name("io.multiprocessing.PoolClose")
@Label("Pool Close")
@Category({"Multiprocessing", "Pool"})
@StackTrace(false)
final class PoolCloseEvent extends Event {
    @Label("Pool")
    private String pool = "";

    @Label("Succeeded Tasks")
    private long succeeded;

    @Label("Failed Tasks")
    private long failed;

    @Label("Cancelled Tasks")
    private long cancelled;

    @Label("Broken")
    @Description("Why the pool gave up; empty when it was closed in good order")
    private String broken = "";

    static void tell(String pool, long succeeded, long failed, long cancelled, String broken) {
        PoolCloseEvent event = new PoolCloseEvent();
        if (event.isEnabled()) {
            event.pool = pool;
            event.succeeded = succeeded;
            event.failed = failed;
            event.cancelled = cancelled;
            event.broken = broken;
            event.commit();
        }
    }
}
