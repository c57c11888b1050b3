package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.family.Member;

/** An event as its users see it, in any member. */
public final class EventHandle extends DoorHandle implements InterProcessEvent {
    private static final long serialVersionUID = 1;

    EventHandle(Reference home) {
        super(home);
    }

    /** Makes an event that lives in this member, not set. */
    public static InterProcessEvent create(Member member) {
        return new EventHandle(register(member, new EventHome()));
    }

    @Override
    Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public void set() {
        ask(EventHome.SET, 0);
    }

    @Override
    public void clear() {
        ask(EventHome.CLEAR, 0);
    }

    @Override
    public boolean isSet() {
        return ask(EventHome.IS_SET, 0).number() == 1;
    }
}
