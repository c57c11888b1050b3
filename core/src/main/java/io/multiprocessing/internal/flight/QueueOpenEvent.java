package io.multiprocessing.internal.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A shared queue has been made in this process. */
@Name("io.multiprocessing.QueueOpen")
@Label("Queue Open")
@Category({"Multiprocessing", "Queue"})
@StackTrace
final class QueueOpenEvent extends Event {
    @Label("Queue")
    private String queue = "";

    @Label("Capacity")
    private int capacity;

    static void tell(Object queue, int capacity) {
        QueueOpenEvent event = new QueueOpenEvent();
        if (event.isEnabled()) {
            event.queue = queue.toString();
            event.capacity = capacity;
            event.commit();
        }
    }
}
