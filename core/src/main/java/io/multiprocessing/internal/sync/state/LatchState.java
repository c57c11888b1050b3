package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;

/** A latch. */
public final class LatchState extends DoorState {
    public static final int COUNT_DOWN = 1;
    public static final int GET_COUNT = 2;

    private long count;

    public LatchState(long count) {
        this.count = count;
    }

    @Override
    boolean isOpen() {
        return count == 0;
    }

    @Override
    long change(int operation) {
        switch (operation) {
            case COUNT_DOWN -> count = Math.max(0, count - 1);
            case GET_COUNT -> {
                return count;
            }
            default -> throw unknown(operation);
        }
        return 0;
    }

    @Override
    public void save(LongBuffer out) {
        out.put(count);
        super.save(out);
    }

    @Override
    public void load(LongBuffer in) {
        count = in.get();
        super.load(in);
    }
}
