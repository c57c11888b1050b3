package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A queue where it lives: the encoded elements, and the calls that wait for one or for room. Waiting calls are served in
 * the order in which they came. Invariants, under the lock of this object:
 *
 * <ul>
 *   <li>while a taker waits there is no element; while a putter waits there is no room
 *   <li>{@code unfinished} counts the elements placed and not yet reported done; while somebody awaits done it is above 0
 * </ul>
 */
final class QueueHome implements Service {
    static final int PUT = 1;
    static final int TAKE = 2;
    static final int PEEK = 3;
    static final int SIZE = 4;
    static final int REMAINING = 5;
    static final int DRAIN = 6;
    static final int SNAPSHOT = 7;
    static final int REMOVE = 8;
    static final int CLEAR = 9;
    static final int TASK_DONE = 10;
    static final int AWAIT_DONE = 11;
    static final int CLOSE = 12;
    static final int IS_CLOSED = 13;

    /** Argument of PUT, TAKE and AWAIT_DONE. */
    static final int NO_WAIT = 0;

    static final int WAIT = 1;

    /** Elements in one answer to DRAIN or SNAPSHOT stay below this together, unless the first alone is larger. */
    private static final int BATCH_BYTES = 1 << 20;

    private record Element(long number, ByteBuffer bytes) {}

    private final int capacity;
    private final long byteBudget;
    private final Deque<Element> elements = new ArrayDeque<>();
    private final Deque<IncomingCall> takers = new ArrayDeque<>();
    private final Deque<IncomingCall> putters = new ArrayDeque<>();
    private final Deque<IncomingCall> doneWaiters = new ArrayDeque<>();
    private long bytes;
    private long unfinished;
    private long lastNumber;
    private boolean closed;
    private boolean ownerLeft;

    /**
     * @param capacity the most elements it holds
     * @param byteBudget the most bytes it holds, unless a single element is larger
     */
    QueueHome(int capacity, long byteBudget) {
        this.capacity = capacity;
        this.byteBudget = byteBudget;
    }

    @Override
    public synchronized void request(IncomingCall call) {
        switch (call.operation()) {
            case PUT -> put(call);
            case TAKE -> take(call);
            case PEEK -> peek(call);
            case SIZE -> call.ok(elements.size());
            case REMAINING -> call.ok(capacity == Integer.MAX_VALUE ? capacity : capacity - elements.size());
            case DRAIN -> drain(call);
            case SNAPSHOT -> snapshot(call);
            case REMOVE -> call.ok(remove(call.number()) ? 1 : 0);
            case CLEAR -> {
                elements.clear();
                bytes = 0;
                admitPutters();
                call.ok();
            }
            case TASK_DONE -> taskDone(call);
            case AWAIT_DONE -> awaitDone(call);
            case CLOSE -> {
                close();
                call.ok();
            }
            case IS_CLOSED -> call.ok(closed ? 1 : 0);
            default -> call.fail(ReplyStatus.REFUSED, "a queue has no operation " + call.operation());
        }
    }

    private void put(IncomingCall call) {
        if (closed) {
            refuse(call);
        } else if (hasRoomFor(call.body().remaining())) {
            place(call);
        } else if (call.number() == WAIT) {
            putters.add(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    private boolean hasRoomFor(int size) {
        return elements.size() < capacity && (elements.isEmpty() || bytes + size <= byteBudget);
    }

    private void place(IncomingCall putter) {
        Element element = new Element(++lastNumber, putter.body());
        unfinished++;
        IncomingCall taker = takers.poll();
        if (taker != null) {
            handOver(taker, element);
        } else {
            elements.add(element);
            bytes += element.bytes.remaining();
        }
        putter.ok();
    }

    private void take(IncomingCall call) {
        if (!elements.isEmpty()) {
            handOver(call, removeFirst());
            admitPutters();
        } else if (closed) {
            refuse(call);
        } else if (call.number() == WAIT) {
            takers.add(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    private void handOver(IncomingCall taker, Element element) {
        taker.handOver(element.number, element.bytes, () -> takeBack(List.of(element)));
    }

    /** The process that took these died before they arrived there: they go back to where they were. */
    private synchronized void takeBack(List<Element> lost) {
        Deque<Element> ahead = new ArrayDeque<>();
        for (Element element : lost.reversed()) {
            while (!elements.isEmpty() && elements.element().number < element.number) {
                ahead.push(removeFirst());
            }
            putFirst(element);
            while (!ahead.isEmpty()) {
                putFirst(ahead.pop());
            }
        }
        while (!takers.isEmpty() && !elements.isEmpty()) {
            handOver(takers.remove(), removeFirst());
        }
    }

    private void putFirst(Element element) {
        elements.addFirst(element);
        bytes += element.bytes.remaining();
    }

    private Element removeFirst() {
        Element element = elements.remove();
        bytes -= element.bytes.remaining();
        return element;
    }

    private void admitPutters() {
        for (IncomingCall putter = putters.peek(); putter != null; putter = putters.peek()) {
            if (!hasRoomFor(putter.body().remaining())) {
                return;
            }
            putters.remove();
            place(putter);
        }
    }

    private void peek(IncomingCall call) {
        Element first = elements.peek();
        if (first != null) {
            call.ok(first.number, first.bytes);
        } else if (closed) {
            refuse(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    /** Takes as many as fit into one answer, at most {@code number}. */
    private void drain(IncomingCall call) {
        if (elements.isEmpty() && closed) {
            refuse(call);
            return;
        }
        ElementBatch.Writer batch = new ElementBatch.Writer();
        List<Element> drained = new ArrayList<>();
        while (!elements.isEmpty() && batch.count() < call.number() && fits(batch, elements.element())) {
            Element element = removeFirst();
            drained.add(element);
            batch.add(element.number, element.bytes);
        }
        call.handOver(batch.count(), batch.toBuffer(), () -> takeBack(drained));
        admitPutters();
    }

    /** Copies as many as fit into one answer, of those with numbers above {@code number}. */
    private void snapshot(IncomingCall call) {
        ElementBatch.Writer batch = new ElementBatch.Writer();
        for (Element element : elements) {
            if (element.number > call.number()) {
                if (!fits(batch, element)) {
                    break;
                }
                batch.add(element.number, element.bytes);
            }
        }
        call.ok(batch.count(), batch.toBuffer());
    }

    private static boolean fits(ElementBatch.Writer batch, Element next) {
        return batch.count() == 0 || batch.size() + next.bytes.remaining() <= BATCH_BYTES;
    }

    private boolean remove(long number) {
        for (Iterator<Element> all = elements.iterator(); all.hasNext();) {
            Element element = all.next();
            if (element.number == number) {
                all.remove();
                bytes -= element.bytes.remaining();
                admitPutters();
                return true;
            }
        }
        return false;
    }

    private void taskDone(IncomingCall call) {
        if (unfinished == 0) {
            call.fail(ReplyStatus.REFUSED, "taskDone was called more often than elements were placed");
            return;
        }
        unfinished--;
        call.ok();
        if (unfinished == 0) {
            doneWaiters.forEach(IncomingCall::ok);
            doneWaiters.clear();
        }
    }

    private void awaitDone(IncomingCall call) {
        if (unfinished == 0) {
            call.ok();
        } else if (ownerLeft) {
            refuse(call);
        } else if (call.number() == WAIT) {
            doneWaiters.add(call);
        } else {
            call.fail(ReplyStatus.NOT_NOW, "");
        }
    }

    private void close() {
        closed = true;
        takers.forEach(QueueHome::refuse);
        takers.clear();
        putters.forEach(QueueHome::refuse);
        putters.clear();
    }

    private static void refuse(IncomingCall call) {
        call.fail(ReplyStatus.CLOSED, "");
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        boolean put = putters.remove(call);
        if (put || takers.remove(call) || doneWaiters.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
        }
        if (put) {
            // It may have been larger than those behind it.
            admitPutters();
        }
    }

    @Override
    public synchronized void leaving() {
        ownerLeft = true;
        close();
        doneWaiters.forEach(QueueHome::refuse);
        doneWaiters.clear();
    }
}
