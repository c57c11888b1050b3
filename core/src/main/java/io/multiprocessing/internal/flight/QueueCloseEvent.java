package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A shared queue has been closed by this process. */
@Name("io.multiprocessing.QueueClose")
@Label("Queue Close")
@Category({"Multiprocessing", "Queue"})
@StackTrace
final class QueueCloseEvent extends Event {
    @Label("Queue")
    private String queue = "";

    static void tell(Object queue) {
        QueueCloseEvent event = new QueueCloseEvent();
        if (event.isEnabled()) {
            event.queue = queue.toString();
            event.commit();
        }
    }
}
