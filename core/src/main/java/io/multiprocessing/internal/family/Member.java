package io.multiprocessing.internal.family;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This process's place in a family: its id, its parent's link if it has a parent, its children, and the way of frames
 * through it.
 *
 * <pre>
 *        root 0                     A frame for 1.2 sent by 2: 2 passes it up (it is not below 2), the root passes it
 *        ╱     ╲                    down to child 1 (which contains 1.2), 1 to its child 2.
 *       1       2                   When 1.1 ends, 1 tells all its neighbours, they tell theirs: GONE follows the last
 *      ╱ ╲                          frame of the dead on every link, because it takes the same way.
 *   1.1   1.2
 * </pre>
 *
 * <p>A JVM that opens several families has a member object in each; a child has one, {@link #born}.
 */
public final class Member {
    private static volatile @Nullable Member born;
    private static final ThreadLocal<@Nullable Member> TRAVELLING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable MemberId> DESTINATION = new ThreadLocal<>();

    private static final long FIRST_LOOK_MILLIS = 20;
    private static final long LAST_LOOK_MILLIS = 200;

    private final MemberId id;
    private final Identity identity;
    private final Transport transport;
    private final Supplier<FamilySettings> settings;
    private final Codec codec;
    private final Children children;
    private final List<Mail> mail = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();
    private final Waiting waiting = new Waiting();
    private final AtomicInteger processNumbers = new AtomicInteger();
    private final AtomicInteger poolNumbers = new AtomicInteger();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile @Nullable Peer parent;
    private final Object earlyLock = new Object();
    /** Frames for the program that arrived before it listened: a worker's first task may. Guarded by the lock. */
    private final List<Frame> early = new ArrayList<>();
    /** Guarded by the lock. */
    private boolean listening;

    private volatile OffspringListener parentListener = OffspringListener.NONE;

    /**
     * Who a process is.
     *
     * @param lineage what default names of its children begin with: empty for the root, {@code 1} for Process-1
     * @param mayHaveChildren false for daemons
     */
    public record Identity(
            String name,
            String lineage,
            boolean isDaemon,
            boolean mayHaveChildren,
            long parentPid,
            @Nullable String parentName) {
        public static final String ROOT_NAME = "MainProcess";

        static Identity ofRoot() {
            return new Identity(ROOT_NAME, "", false, true, 0, null);
        }
    }

    Member(MemberId id, Identity identity, Transport transport, Supplier<FamilySettings> settings, Codec codec) {
        this.id = id;
        this.identity = identity;
        this.transport = transport;
        this.settings = settings;
        this.codec = codec;
        this.children = new Children(this);
    }

    /** Founds a family with this process as its root. */
    public static Member root(Transport transport, FamilySettings settings, Codec codec) {
        return new Member(MemberId.ROOT, Identity.ofRoot(), transport, () -> settings, codec);
    }

    /** In a child: its place in the family it was born into. Elsewhere null. */
    public static @Nullable Member born() {
        return born;
    }

    static void setBorn(Member member) {
        born = member;
    }

    /**
     * The member whose bytes this thread is decoding or whose values it is encoding: shared objects find their family so.
     *
     * @throws IllegalStateException outside of a family
     */
    public static Member travelling() {
        Member member = TRAVELLING.get();
        if (member == null) {
            throw new IllegalStateException(
                    "Shared objects travel within their family only: in a task, in a queue or pipe,"
                            + " or as a field of a process object. They can't be serialised by other means.");
        }
        return member;
    }

    /** Where the value that this thread encodes will go, if that is known. */
    public static @Nullable MemberId destination() {
        return DESTINATION.get();
    }

    public MemberId id() {
        return id;
    }

    public Identity identity() {
        return identity;
    }

    public FamilySettings settings() {
        return settings.get();
    }

    public Codec codec() {
        return codec;
    }

    public Transport transport() {
        return transport;
    }

    public Waiting waiting() {
        return waiting;
    }

    public Children children() {
        return children;
    }

    public int nextProcessNumber() {
        return processNumbers.incrementAndGet();
    }

    public int nextPoolNumber() {
        return poolNumbers.incrementAndGet();
    }

    /** A part of a layer above that there is once for each member: made at the first call. */
    public <T> T part(Class<T> type, java.util.function.Function<Member, T> maker) {
        Object part = parts.get(type);
        if (part == null) {
            synchronized (parts) {
                part = parts.get(type);
                if (part == null) {
                    part = maker.apply(this);
                    parts.put(type, part);
                }
            }
        }
        return type.cast(part);
    }

    public ByteBuffer encode(@Nullable Object value) {
        return encodeFor(null, value);
    }

    /** Encodes a value that goes to {@code destination} and nowhere else. */
    public ByteBuffer encodeFor(@Nullable MemberId destination, @Nullable Object value) {
        Member outerMember = TRAVELLING.get();
        MemberId outerDestination = DESTINATION.get();
        TRAVELLING.set(this);
        DESTINATION.set(destination);
        try {
            return codec.encode(value);
        } finally {
            TRAVELLING.set(outerMember);
            DESTINATION.set(outerDestination);
        }
    }

    public @Nullable Object decode(ByteBuffer bytes) {
        Member outer = TRAVELLING.get();
        TRAVELLING.set(this);
        try {
            return codec.decode(bytes, loader());
        } finally {
            TRAVELLING.set(outer);
        }
    }

    /** The class loader that values from other processes are decoded with. */
    public static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : ClassLoader.getSystemClassLoader();
    }

    /** Registers a receiver; frames that arrived earlier and that nobody wanted were dropped. */
    public void addMail(Mail receiver) {
        mail.add(receiver);
    }

    public void removeMail(Mail receiver) {
        mail.remove(receiver);
    }

    /** In a child: who takes the frames that are for it alone, those included that have come already. */
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

    private void toListener(Head head, Frame frame) {
        synchronized (earlyLock) {
            if (!listening) {
                early.add(frame);
                return;
            }
        }
        parentListener.received(frame.type(), head, frame);
    }

    void setParent(Peer peer) {
        parent = peer;
    }

    /** In a child: sends a frame to its parent, which takes it for itself. */
    public void sendToParent(Frame frame) {
        Peer peer = parent;
        if (peer == null) {
            throw new IllegalStateException("The root of a family has no parent");
        }
        peer.send(frame);
    }

    public void postToParent(Frame frame) {
        Peer peer = parent;
        if (peer != null) {
            peer.post(frame);
        }
    }

    /** A frame from the parent. */
    void receivedFromParent(Frame frame) {
        Head head = Head.of(frame);
        switch (frame.type()) {
            case FrameType.REQUEST, FrameType.REPLY, FrameType.CANCEL -> route(head, frame);
            case FrameType.GONE -> {
                tellMail(head.to(), head.text());
                children.forEachPeer(null, peer -> peer.post(frame));
            }
            case FrameType.PROBE -> Progress.answer(this, head.id());
            default -> toListener(head, frame);
        }
    }

    /** A frame from a child that is not for its parent alone. */
    void receivedFromChild(Offspring child, Head head, Frame frame) {
        if (!child.id().contains(head.from()) && frame.type() != FrameType.REPLY) {
            throw new TransportException("A frame from member " + child.id() + " claims to come from " + head.from());
        }
        route(head, frame);
    }

    private void route(Head head, Frame frame) {
        if (head.to().equals(id)) {
            deliver(head, frame);
        } else {
            Peer next = nextHop(head.to());
            if (next != null) {
                next.post(frame);
            } else {
                undeliverable(head, frame.type());
            }
        }
    }

    private void deliver(Head head, Frame frame) {
        for (Mail receiver : mail) {
            receiver.received(frame.type(), head, frame);
        }
    }

    /** Sends a frame that this member made; may block while the channel is full. */
    public void send(Head head, Frame frame) {
        Peer next = nextHop(head.to());
        if (next != null) {
            next.send(frame);
        } else {
            undeliverable(head, frame.type());
        }
    }

    /** As {@link #send} without ever blocking: for threads that deliver frames. */
    public void post(Head head, Frame frame) {
        Peer next = nextHop(head.to());
        if (next != null) {
            next.post(frame);
        } else {
            undeliverable(head, frame.type());
        }
    }

    private @Nullable Peer nextHop(MemberId target) {
        return id.contains(target) ? children.peerToward(target) : parent;
    }

    /** Where the dead can't answer, whoever noticed it does. */
    private void undeliverable(Head head, int type) {
        if (type == FrameType.REQUEST) {
            Head reply = new Head(
                    head.id(), head.from(), head.to(), 0, ReplyStatus.OWNER_GONE, 0,
                    "member " + head.to() + " has ended");
            route(reply, reply.frame(FrameType.REPLY));
        }
    }

    /** A child has ended and all that it sent has been delivered. */
    void childGone(Offspring child, String how) {
        Head head = new Head(0, child.id(), id, 0, 0, 0, how);
        Frame frame = head.frame(FrameType.GONE);
        children.forEachPeer(child, peer -> peer.post(frame));
        postToParent(frame);
        tellMail(child.id(), how);
    }

    /** A child tells of the end of one below it. */
    void goneBelow(Offspring messenger, Head head, Frame frame) {
        children.forEachPeer(messenger, peer -> peer.post(frame));
        postToParent(frame);
        tellMail(head.to(), head.text());
    }

    private void tellMail(MemberId member, String how) {
        for (Mail receiver : mail) {
            receiver.gone(member, how);
        }
    }

    /** Tells all who wait for answers that none will come. */
    private void silence() {
        for (Mail receiver : mail) {
            receiver.leaving();
        }
    }

    public boolean hasLeft() {
        return left.get();
    }

    /**
     * Ends the children in good order: daemons at once; the others are waited for as long as any of them can go on by
     * itself, or until this thread is interrupted, which is kept.
     */
    public void finish() {
        if (left.get()) {
            return;
        }
        for (Offspring child : children.snapshot()) {
            if (child.birth().isDaemon()) {
                child.terminate();
            }
        }
        Progress.Look last = null;
        for (long pause = FIRST_LOOK_MILLIS; !children.snapshot().isEmpty();
                pause = Math.min(2 * pause, LAST_LOOK_MILLIS)) {
            if (children.awaitAny(pause) || Thread.currentThread().isInterrupted()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                last = null;
                continue;
            }
            Progress.Look look = Progress.look(children.snapshot());
            if (look.provesStandstill(last)) {
                return;
            }
            last = look;
        }
    }

    /**
     * Ends what is left of this member's children. The root frees the transport as well; a child keeps its link to its
     * parent, and with it all that it shares. Idempotent.
     */
    public void leave() {
        if (left.compareAndSet(false, true)) {
            boolean isRoot = parent == null;
            if (isRoot) {
                silence();
            }
            children.endAll();
            if (isRoot) {
                transport.close();
            }
        }
    }

    /** For messages. */
    @Override
    public String toString() {
        return identity.name() + " (member " + id + ")";
    }

}
