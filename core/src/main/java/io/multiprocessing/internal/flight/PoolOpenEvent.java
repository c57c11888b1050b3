package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A pool has been made. */
@Name("io.multiprocessing.PoolOpen")
@Label("Pool Open")
@Category({"Multiprocessing", "Pool"})
@StackTrace
final class PoolOpenEvent extends Event {
    @Label("Pool")
    private String pool = "";

    @Label("Workers")
    private int workers;

    static void tell(String pool, int workers) {
        PoolOpenEvent event = new PoolOpenEvent();
        if (event.isEnabled()) {
            event.pool = pool;
            event.workers = workers;
            event.commit();
        }
    }
}
