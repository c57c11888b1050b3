package io.multiprocessing.internal.liveness;

import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * In a child: answers its parent's questions whether it is still there, and what its threads are doing. A thread of its
 * own with the highest priority does it, since those that deliver frames must not block, and virtual threads wait for
 * processors that user code may keep busy. It is started by the first question: most children never live to hear it.
 */
public final class Heartbeat {
    private static final long NO_QUESTION = 0;

    private final Peer parent;
    /** Guarded by this, as the next ones. */
    private boolean asked;
    private long stacksAsked = NO_QUESTION;
    private @Nullable Thread thread;

    public Heartbeat(Peer parent) {
        this.parent = parent;
    }

    /** Has an answer sent. Does not block. */
    public synchronized void asked() {
        asked = true;
        wake();
    }

    /** Has the stacks of all threads sent. Does not block. */
    public synchronized void askedForStacks(long question) {
        stacksAsked = question;
        wake();
    }

    private void wake() {
        if (thread == null) {
            Thread made = new Thread(null, this::answer, "mp-heartbeat", 0, false);
            made.setDaemon(true);
            made.setPriority(Thread.MAX_PRIORITY);
            made.start();
            thread = made;
        }
        LockSupport.unpark(thread);
    }

    private void answer() {
        while (true) {
            boolean answered = false;
            if (takeAsked()) {
                parent.send(Head.empty().frame(FrameType.PONG));
                answered = true;
            }
            long question = takeStacksAsked();
            if (question != NO_QUESTION) {
                parent.send(Head.ofId(question).frame(FrameType.STACKS, StackDump.take()));
                answered = true;
            }
            if (!answered) {
                LockSupport.park(this);
            }
        }
    }

    private synchronized boolean takeAsked() {
        boolean was = asked;
        asked = false;
        return was;
    }

    private synchronized long takeStacksAsked() {
        long question = stacksAsked;
        stacksAsked = NO_QUESTION;
        return question;
    }
}
