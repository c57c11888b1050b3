package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.call.lease.LeasedRoom;
import io.multiprocessing.internal.queue.QueueContent.Element;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A queue where it lives: the encoded elements, and the calls that wait for one or for room. Waiting calls are served
 * in the order in which they came. Invariants, under the lock of this object:
 *
 * <ul>
 *   <li>while a taker waits there is no element; while a putter waits there is no room
 *   <li>{@code unfinished} counts the elements placed and not yet reported done; while somebody awaits done it is above
 *       0
 * </ul>
 */
final class QueueHome implements Service, LeasedRoom.Owner {
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

    private final int capacity;
    private final long byteBudget;
    private final QueueContent elements = new QueueContent();
    private final Deque<IncomingCall> takers = new ArrayDeque<>();
    private final Deque<IncomingCall> putters = new ArrayDeque<>();
    private final Deque<IncomingCall> doneWaiters = new ArrayDeque<>();
    private final LeasedRoom lease = new LeasedRoom(this, this);
    private long unfinished;
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
        if (lease.isHeldByOtherThan(call.caller()) && couldMissElements(call)) {
            lease.holdUp(call);
        } else {
            serve(call);
        }
    }

    private void serve(IncomingCall call) {
        switch (call.operation()) {
            case PUT -> put(call);
            case TAKE -> take(call);
            case PEEK -> peek(call);
            case SIZE -> call.ok(elements.size());
            case REMAINING -> call.ok(capacity == Integer.MAX_VALUE ? capacity : capacity - elements.size());
            case DRAIN -> drain(call);
            case SNAPSHOT -> snapshot(call);
            case REMOVE -> {
                call.ok(elements.remove(call.number()) ? 1 : 0);
                admitPutters();
            }
            case CLEAR -> {
                elements.clear();
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
            default -> {
                if (!lease.answers(call)) {
                    call.fail(ReplyStatus.REFUSED, "a queue has no operation " + call.operation());
                }
            }
        }
    }

    private void put(IncomingCall call) {
        lease.putAsked(call.caller());
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
        int taken = elements.size() + lease.elements();
        return taken < capacity && (taken == 0 || elements.bytes() + lease.bytes() + size <= byteBudget);
    }

    private void place(IncomingCall putter) {
        place(putter.body());
        putter.ok();
    }

    private void place(ByteBuffer encoded) {
        Element element = elements.next(encoded);
        unfinished++;
        IncomingCall taker = takers.poll();
        if (taker != null) {
            handOver(taker, element);
        } else {
            elements.add(element);
        }
    }

    private void take(IncomingCall call) {
        if (!elements.isEmpty()) {
            handOver(call, elements.removeFirst());
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
        taker.handOver(element.number(), element.bytes(), () -> takeBack(List.of(element)));
    }

    /** The process that took these died before they arrived there: they go back to where they were. */
    private synchronized void takeBack(List<Element> lost) {
        elements.putBack(lost);
        while (!takers.isEmpty() && !elements.isEmpty()) {
            handOver(takers.remove(), elements.removeFirst());
        }
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
            call.ok(first.number(), first.bytes());
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
        List<Element> drained = elements.drain(batch, call.number());
        call.handOver(batch.count(), batch.toBuffer(), () -> takeBack(drained));
        admitPutters();
    }

    /** Copies as many as fit into one answer, of those with numbers above {@code number}. */
    private void snapshot(IncomingCall call) {
        ElementBatch.Writer batch = new ElementBatch.Writer();
        elements.copy(batch, call.number());
        call.ok(batch.count(), batch.toBuffer());
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

    // ---- elements that are put ahead

    /** Whether the call could tell that elements are still on their way. */
    private boolean couldMissElements(IncomingCall call) {
        return switch (call.operation()) {
            case TAKE -> elements.isEmpty() && call.number() == NO_WAIT;
            case PEEK, DRAIN -> elements.isEmpty();
            case PUT, SIZE, REMAINING, SNAPSHOT, REMOVE, CLEAR, AWAIT_DONE, CLOSE -> true;
            default -> false;
        };
    }

    @Override
    public synchronized void told(MemberId from, int operation, long number, ByteBuffer body) {
        lease.told(from, operation, number, body);
    }

    @Override
    public void place(MemberId from, ByteBuffer element) {
        if (!ownerLeft) {
            place(element);
        }
    }

    @Override
    public long freeElements() {
        return closed || !putters.isEmpty() ? 0 : (long) capacity - elements.size() - lease.elements();
    }

    @Override
    public long freeBytes() {
        return byteBudget - elements.bytes() - lease.bytes();
    }

    @Override
    public void resume(IncomingCall call) {
        serve(call);
    }

    @Override
    public void admitMore() {
        admitPutters();
    }

    @Override
    public synchronized void gone(MemberId member) {
        lease.gone(member);
    }

    // ---- ends

    private static void refuse(IncomingCall call) {
        call.fail(ReplyStatus.CLOSED, "");
    }

    @Override
    public synchronized void cancelled(IncomingCall call) {
        boolean put = putters.remove(call);
        if (put || takers.remove(call) || doneWaiters.remove(call) || lease.forget(call)) {
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
        lease.forget().forEach(QueueHome::refuse);
        close();
        doneWaiters.forEach(QueueHome::refuse);
        doneWaiters.clear();
    }
}
