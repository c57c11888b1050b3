package io.multiprocessing.internal.sync.state;

import java.nio.LongBuffer;

/** An event. */
public final class EventState extends DoorState {
    public static final int SET = 1;
    public static final int CLEAR = 2;
    public static final int IS_SET = 3;

    private boolean isSet;

    @Override
    boolean isOpen() {
        return isSet;
    }

    @Override
    long change(int operation) {
        switch (operation) {
            case SET -> isSet = true;
            case CLEAR -> isSet = false;
            case IS_SET -> {
                return isSet ? 1 : 0;
            }
            default -> throw unknown(operation);
        }
        return 0;
    }

    @Override
    public void save(LongBuffer out) {
        out.put(isSet ? 1 : 0);
        super.save(out);
    }

    @Override
    public void load(LongBuffer in) {
        isSet = in.get() == 1;
        super.load(in);
    }
}
