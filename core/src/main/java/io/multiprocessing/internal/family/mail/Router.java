package io.multiprocessing.internal.family.mail;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.liveness.Heartbeat;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of frames through a member.
 *
 * <pre>
 *        root 0                     A frame for 1.2 sent by 2: 2 passes it up (it is not below 2), the root passes it
 *        ╱     ╲                    down to child 1 (which contains 1.2), 1 to its child 2.
 *       1       2                   When 1.1 ends, 1 tells all its neighbours, they tell theirs: GONE follows the last
 *      ╱ ╲                          frame of the dead on every link, because it takes the same way.
 *   1.1   1.2
 * </pre>
 *
 * <p>Called by threads that deliver frames, which never block; only {@link #send} is for users' threads, and may.
 */
public final class Router {
    private final MemberId self;
    private final Neighbours children;
    private final LongConsumer prober;
    private final List<Mail> mail = new CopyOnWriteArrayList<>();
    private volatile @Nullable Peer parent;
    /** Made at the first question, by the one thread that delivers frames. */
    private volatile @Nullable Heartbeat heartbeat;
    private volatile OffspringListener parentListener = OffspringListener.NONE;

    private final Object earlyLock = new Object();
    /** Frames for the program that arrived before it listened: a worker's first task may. Guarded by the lock. */
    private final List<Frame> early = new ArrayList<>();
    /** Guarded by the lock. */
    private boolean listening;

    /**
     * Of the member with the id {@code self}.
     *
     * @param prober answers the parent's PROBE, whose id it is given; must not block
     */
    public Router(MemberId self, Neighbours children, LongConsumer prober) {
        this.self = self;
        this.children = children;
        this.prober = prober;
    }

    /** In a child, before anything is received. */
    public void setParent(Peer peer) {
        parent = peer;
    }

    /** The link to the parent; null in the root. */
    public @Nullable Peer parent() {
        return parent;
    }

    public void addMail(Mail receiver) {
        mail.add(receiver);
    }

    public void listenToParent(OffspringListener listener) {
        synchronized (earlyLock) {
            parentListener = listener;
            for (Frame frame : early) {
                listener.received(frame.type(), Head.of(frame), frame);
            }
            early.clear();
            listening = true;
        }
    }

    // ---- what comes in

    public void receivedFromParent(Frame frame) {
        Head head = Head.of(frame);
        switch (frame.type()) {
            case FrameType.REQUEST, FrameType.REPLY, FrameType.CANCEL, FrameType.CONFIRM, FrameType.TELL ->
                    route(head, frame);
            case FrameType.GONE -> {
                tellMail(head.to(), head.text());
                children.forEachPeer(null, peer -> peer.post(frame));
            }
            case FrameType.PROBE -> prober.accept(head.id());
            case FrameType.PING -> heartbeat().asked();
            case FrameType.ASK_STACKS -> heartbeat().askedForStacks(head.id());
            default -> toListener(head, frame);
        }
    }

    private Heartbeat heartbeat() {
        Heartbeat beating = heartbeat;
        if (beating == null) {
            beating = new Heartbeat(Objects.requireNonNull(parent, "pings come from the parent"));
            heartbeat = beating;
        }
        return beating;
    }

    private void toListener(Head head, Frame frame) {
        synchronized (earlyLock) {
            if (!listening) {
                early.add(frame);
                return;
            }
        }
        parentListener.received(frame.type(), head, frame);
    }

    /** A frame from a child that is not for its parent alone. */
    public void receivedFromChild(Neighbour child, Head head, Frame frame) {
        if (!child.id().contains(head.from()) && frame.type() != FrameType.REPLY) {
            throw new TransportException("A frame from member " + child.id() + " claims to come from " + head.from());
        }
        route(head, frame);
    }

    private void route(Head head, Frame frame) {
        if (head.to().equals(self)) {
            for (Mail receiver : mail) {
                receiver.received(frame.type(), head, frame);
            }
        } else {
            post(head, frame);
        }
    }

    // ---- what goes out

    /** Sends a frame that this member made; may block while the channel is full. */
    public void send(Head head, Frame frame) {
        Peer next = nextHop(head.to());
        if (next != null) {
            next.send(frame);
        } else {
            undeliverable(head, frame.type());
        }
    }

    /** As {@link #send}, and does not return before the channel to the neighbour has taken the frame. */
    public void sendThrough(Head head, Frame frame) {
        Peer next = nextHop(head.to());
        if (next != null) {
            next.sendThrough(frame);
        } else {
            undeliverable(head, frame.type());
        }
    }

    /** As {@link #send} without ever blocking. */
    public void post(Head head, Frame frame) {
        Peer next = nextHop(head.to());
        if (next != null) {
            next.post(frame);
        } else {
            undeliverable(head, frame.type());
        }
    }

    private @Nullable Peer nextHop(MemberId target) {
        return self.contains(target) ? children.peerToward(target) : parent;
    }

    /** Where the dead can't answer, whoever noticed it does. */
    private void undeliverable(Head head, int type) {
        if (type == FrameType.REQUEST) {
            String why = "member " + head.to() + " has ended";
            Head reply = new Head(head.id(), head.from(), head.to(), 0, ReplyStatus.OWNER_GONE, 0, why);
            route(reply, reply.frame(FrameType.REPLY));
        }
    }

    // ---- ends

    /** A child has ended and all that it sent has been delivered. */
    public void childGone(Neighbour child, String how) {
        Head head = new Head(0, child.id(), self, 0, 0, 0, how);
        passOnGone(child, head, head.frame(FrameType.GONE));
    }

    /** A child tells of the end of one below it. */
    public void goneBelow(Neighbour messenger, Head head, Frame frame) {
        passOnGone(messenger, head, frame);
    }

    private void passOnGone(Neighbour from, Head head, Frame frame) {
        children.forEachPeer(from, peer -> peer.post(frame));
        Peer above = parent;
        if (above != null) {
            above.post(frame);
        }
        tellMail(head.to(), head.text());
    }

    private void tellMail(MemberId gone, String how) {
        for (Mail receiver : mail) {
            receiver.gone(gone, how);
        }
    }

    /** Tells all who wait for answers that none will come. */
    public void silence() {
        for (Mail receiver : mail) {
            receiver.leaving();
        }
    }

    /** Tells those who keep something for the family that there is none any more. */
    public void disband() {
        for (Mail receiver : mail) {
            receiver.left();
        }
    }
}
