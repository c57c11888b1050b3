package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/** Requests that wait, in the order in which they came. */
final class Tickets {
    private record Waiter(long ticket, int slot) {}

    private final Deque<Waiter> waiters = new ArrayDeque<>();

    int size() {
        return waiters.size();
    }

    void add(long ticket, int slot) {
        waiters.add(new Waiter(ticket, slot));
    }

    boolean remove(long ticket) {
        return waiters.removeIf(waiter -> waiter.ticket == ticket);
    }

    /** Whether there were any. */
    boolean removeAllOf(int slot) {
        return waiters.removeIf(waiter -> waiter.slot == slot);
    }

    /** What is done with the first, which is removed before. */
    interface Admission {
        void admit(int slot, long ticket);
    }

    void admitFirst(Admission admission) {
        Waiter first = waiters.remove();
        admission.admit(first.slot, first.ticket);
    }

    /** Removes all, in order. */
    void forEachRemoved(LongConsumer action) {
        while (!waiters.isEmpty()) {
            action.accept(waiters.remove().ticket);
        }
    }

    void save(LongBuffer out) {
        out.put(waiters.size());
        waiters.forEach(waiter -> out.put(waiter.ticket).put(waiter.slot));
    }

    void load(LongBuffer in) {
        waiters.clear();
        for (long left = in.get(); left > 0; left--) {
            waiters.add(new Waiter(in.get(), (int) in.get()));
        }
    }
}
