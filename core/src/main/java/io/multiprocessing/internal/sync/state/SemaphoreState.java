package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A semaphore. Its permits are owned: it knows how many each process holds, so what a dead one held can come back. A
 * release takes from what the releasing process holds, as far as that goes; so in {@code available + held} there can be
 * more permits than initially when others release, and fewer never. What the dead held comes back as far as the sum
 * stays within the initial number.
 */
public final class SemaphoreState extends SyncState {
    /** The number is that of permits. */
    public static final int ACQUIRE = 1;

    public static final int TRY_ACQUIRE = 2;
    /** Refused, with the number of those available, when there would be too many. */
    public static final int RELEASE = 3;

    public static final int AVAILABLE = 4;
    public static final int DRAIN = 5;

    private record Waiter(long ticket, int slot, int permits) {}

    private int initial;
    private boolean bounded;
    private final Map<Integer, Long> held = new LinkedHashMap<>();
    private final Deque<Waiter> line = new ArrayDeque<>();
    private int available;

    public SemaphoreState(int permits, boolean bounded) {
        this.initial = permits;
        this.bounded = bounded;
        this.available = permits;
    }

    @Override
    public void request(int slot, long ticket, int operation, long number, long detail, Answers answers) {
        int permits = (int) number;
        switch (operation) {
            case ACQUIRE -> {
                if (line.isEmpty() && permits <= available) {
                    grant(slot, ticket, permits, answers);
                } else {
                    line.add(new Waiter(ticket, slot, permits));
                }
            }
            case TRY_ACQUIRE -> {
                if (permits <= available) {
                    grant(slot, ticket, permits, answers);
                } else {
                    answers.notNow(ticket);
                }
            }
            case RELEASE -> release(slot, ticket, permits, answers);
            case AVAILABLE -> answers.ok(ticket, available);
            case DRAIN -> {
                int drained = available;
                hold(slot, drained);
                answers.ok(ticket, drained);
            }
            default -> throw unknown(operation);
        }
    }

    private void grant(int slot, long ticket, int permits, Answers answers) {
        hold(slot, permits);
        answers.ok(ticket);
    }

    private void hold(int slot, int permits) {
        available -= permits;
        if (permits > 0) {
            held.merge(slot, (long) permits, Long::sum);
        }
    }

    private void release(int slot, long ticket, int permits, Answers answers) {
        long after = (long) available + permits;
        if (after > mostAvailable(initial, bounded)) {
            answers.refuse(ticket, available);
            return;
        }
        held.computeIfPresent(slot, (holder, holds) -> holds > permits ? holds - permits : null);
        available = (int) after;
        answers.ok(ticket);
        admit(answers);
    }

    /** How many permits can be available at most. */
    public static int mostAvailable(int initial, boolean bounded) {
        return bounded ? initial : Integer.MAX_VALUE;
    }

    private void admit(Answers answers) {
        for (Waiter first = line.peek(); first != null && first.permits <= available; first = line.peek()) {
            line.remove();
            grant(first.slot, first.ticket, first.permits, answers);
        }
    }

    @Override
    public void cancel(long ticket, Answers answers) {
        if (line.removeIf(waiter -> waiter.ticket == ticket)) {
            answers.cancelled(ticket);
            // It may have wanted more than those behind it.
            admit(answers);
        }
    }

    @Override
    public void gone(int slot, Answers answers) {
        line.removeIf(waiter -> waiter.slot == slot);
        Long lost = held.remove(slot);
        if (lost != null) {
            long stillHeld = held.values().stream().mapToLong(Long::longValue).sum();
            long missing = Math.max(0, initial - available - stillHeld);
            available += (int) Math.min(lost, missing);
        }
        admit(answers);
    }

    @Override
    public boolean isTry(int operation, long number) {
        return operation == TRY_ACQUIRE;
    }

    @Override
    public int undoOf(int operation) {
        return operation == ACQUIRE ? RELEASE : NOTHING;
    }

    @Override
    public void save(LongBuffer out) {
        out.put((long) initial << 1 | (bounded ? 1 : 0)).put(available).put((long) held.size() << 32 | line.size());
        held.forEach((slot, permits) -> out.put(slot).put(permits));
        line.forEach(waiter -> out.put(waiter.ticket).put((long) waiter.slot << 32 | waiter.permits));
    }

    @Override
    public void load(LongBuffer in) {
        held.clear();
        line.clear();
        long packedInitial = in.get();
        initial = (int) (packedInitial >> 1);
        bounded = (packedInitial & 1) != 0;
        available = (int) in.get();
        long counts = in.get();
        for (int i = 0; i < counts >>> 32; i++) {
            held.put((int) in.get(), in.get());
        }
        for (int i = 0; i < (int) counts; i++) {
            long ticket = in.get();
            long packed = in.get();
            line.add(new Waiter(ticket, (int) (packed >>> 32), (int) packed));
        }
    }
}
