package io.multiprocessing.internal.sync;

import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.sync.state.EventState;

/** An event as its users see it, in any member. */
public final class EventHandle extends DoorHandle implements InterProcessEvent {
    private static final long serialVersionUID = 1;

    EventHandle(Place place) {
        super(place);
    }

    /** Makes an event that lives in this member, not set. */
    public static InterProcessEvent create(Member member) {
        return new EventHandle(make(member, new EventState()));
    }

    @Override
    Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public void set() {
        ask(EventState.SET, 0);
    }

    @Override
    public void clear() {
        ask(EventState.CLEAR, 0);
    }

    @Override
    public boolean isSet() {
        return ask(EventState.IS_SET, 0).number() == 1;
    }
}
