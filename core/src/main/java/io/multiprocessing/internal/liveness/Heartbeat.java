package io.multiprocessing.internal.liveness;

import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * In a child: answers its parent's questions whether it is still there. A thread of its own with the highest priority does
 * it, since those that deliver frames must not block, and virtual threads wait for processors that user code may keep busy.
 * It is started by the first question: most children never live to hear it.
 */
public final class Heartbeat {
    private final Peer parent;
    private volatile boolean asked;
    private @Nullable Thread thread;

    public Heartbeat(Peer parent) {
        this.parent = parent;
    }

    /** Has an answer sent. Does not block. */
    public synchronized void asked() {
        asked = true;
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
            if (asked) {
                asked = false;
                parent.send(Head.empty().frame(FrameType.PONG));
            } else {
                LockSupport.park(this);
            }
        }
    }
}
