package io.multiprocessing.internal.family;

import io.multiprocessing.internal.family.mail.Mail;
import io.multiprocessing.internal.family.mail.OffspringListener;
import io.multiprocessing.internal.family.mail.Router;
import io.multiprocessing.internal.family.progress.Progress;
import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.family.settings.BirthCertificate;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.family.settings.Identity;
import io.multiprocessing.internal.family.settings.SharedPlaces;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Transport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This process's place in a family: its id, its children, and, in a child, its parent; how its values travel ({@link
 * Values}) and how frames find their way ({@link Router}).
 *
 * <p>A JVM that opens several families has a member object in each; a child has one, {@link #born}.
 */
public final class Member {
    private static volatile @Nullable Member born;

    private final MemberId id;
    private volatile Identity identity;
    private final Transport transport;
    private final Supplier<FamilySettings> settings;
    private final Values values;
    private final Children children;
    private final Router router;
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();
    private final Waiting waiting = new Waiting();
    private final AtomicInteger processNumbers = new AtomicInteger();
    private final AtomicInteger poolNumbers = new AtomicInteger();
    private final AtomicBoolean left = new AtomicBoolean();
    /** In a child: what its bootstrap says of the {@link SharedPlaces}; read when somebody asks. */
    private @Nullable String inheritedPlaces;
    private @Nullable SharedPlaces places;

    private Member(MemberId id, Identity identity, Transport transport, Supplier<FamilySettings> settings,
            Codec codec) {
        this.id = id;
        this.identity = identity;
        this.transport = transport;
        this.settings = settings;
        this.values = new Values(this, codec);
        this.children = new Children(this);
        this.router = new Router(id, children, new Prober());
    }

    /** A class and not a lambda, of which the first costs a fresh JVM milliseconds: see {@code ChildMain}. */
    private final class Prober implements LongConsumer {
        @Override
        public void accept(long probe) {
            Progress.answer(requireParent(), probe, children.snapshot(), waiting);
        }
    }

    /** Founds a family with this process as its root. */
    public static Member root(Transport transport, FamilySettings settings, Codec codec) {
        return new Member(MemberId.ROOT, Identity.ofRoot(), transport, () -> settings, codec);
    }

    /** In a child: this process, not yet {@linkplain #join connected}. The settings are read when somebody asks. */
    public static Member child(
            BirthCertificate certificate, Transport transport, Supplier<FamilySettings> settings, Codec codec) {
        Member child = new Member(certificate.member(), certificate.identity(), transport, settings, codec);
        child.inheritedPlaces = certificate.places();
        return child;
    }

    /** In a child: takes its place, with the current thread as its main one. */
    public void join(Peer parent) {
        router.setParent(parent);
        waiting.setMain(Thread.currentThread());
        born = this;
        Thread.currentThread().setName(identity.name());
    }

    /** In a child that stood by: from now on it is that process. Called by its main thread. */
    public void become(Identity taken) {
        identity = taken;
        Thread.currentThread().setName(taken.name());
    }

    /** In a child: its place in the family it was born into. Elsewhere null. */
    public static @Nullable Member born() {
        return born;
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
        return values.codec();
    }

    public Transport transport() {
        return transport;
    }

    /** Where this family keeps files that its members share. */
    public synchronized SharedPlaces places() {
        SharedPlaces known = places;
        if (known == null) {
            String inherited = inheritedPlaces;
            known = inherited == null ? SharedPlaces.planned() : SharedPlaces.parse(inherited);
            places = known;
        }
        return known;
    }

    /** Whether this process opened the family. */
    public boolean isRoot() {
        return router.parent() == null;
    }

    /** In the root: makes the family end when this JVM does, as it will anyway once the first child is started. */
    public void leaveAtExit() {
        if (isRoot()) {
            children.requireHook();
        }
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

    public Values values() {
        return values;
    }

    /** Encodes a value that may go anywhere in the family. */
    public ByteBuffer encode(@Nullable Object value) {
        return values.encode(null, value);
    }

    /** Encodes a value that goes to {@code destination} and nowhere else. */
    public ByteBuffer encodeFor(MemberId destination, @Nullable Object value) {
        return values.encode(destination, value);
    }

    public @Nullable Object decode(ByteBuffer bytes) {
        return values.decode(bytes);
    }

    /** As {@link #decode}, of a message that stays where it is: somebody else will read it. */
    public @Nullable Object look(ByteBuffer bytes) {
        return values.look(bytes);
    }

    /** In a child: delivers a frame that came on the link from its parent. Must not block. */
    public void receivedFromParent(Frame frame) {
        router.receivedFromParent(frame);
    }

    Router router() {
        return router;
    }

    /** Registers a receiver of requests and replies; what nobody was there to receive has been dropped. */
    public void addMail(Mail receiver) {
        router.addMail(receiver);
    }

    /** In a child: who takes the frames that are for it alone, those included that have come already. */
    public void listenToParent(OffspringListener listener) {
        router.listenToParent(listener);
    }

    /** Delivers what arrives from the parent in this thread, for a moment: see {@link Peer#deliverUntil}. */
    public boolean deliverFromParent(BooleanSupplier done) {
        Peer parent = router.parent();
        return parent == null ? done.getAsBoolean() : parent.deliverUntil(done);
    }

    /** In a child: sends a frame to its parent, which takes it for itself; may block while the channel is full. */
    public void sendToParent(Frame frame) {
        requireParent().send(frame);
    }

    /** As {@link #sendToParent} without ever blocking: for threads that deliver frames. */
    public void postToParent(Frame frame) {
        requireParent().post(frame);
    }

    private Peer requireParent() {
        Peer parent = router.parent();
        if (parent == null) {
            throw new IllegalStateException("The root of a family has no parent");
        }
        return parent;
    }

    /** Sends a request or a cancellation on its way; may block while the channel is full. */
    public void send(Head head, Frame frame) {
        router.send(head, frame);
    }

    /**
     * As {@link #send}, and does not return before the channel has taken the frame: it arrives even if this process
     * dies.
     */
    public void sendThrough(Head head, Frame frame) {
        router.sendThrough(head, frame);
    }

    /** As {@link #send} without ever blocking: for threads that deliver frames. */
    public void post(Head head, Frame frame) {
        router.post(head, frame);
    }

    public boolean hasLeft() {
        return left.get();
    }

    /**
     * Ends the children in good order: daemons at once; the others are waited for as long as any of them can go on by
     * itself, or until this thread is interrupted, which is kept.
     */
    public void finish() {
        if (!left.get()) {
            children.finish();
        }
    }

    /**
     * Ends what is left of this member's children. The root frees the transport as well; a child keeps its link to its
     * parent, and with it all that it shares. Idempotent.
     */
    public void leave() {
        if (left.compareAndSet(false, true)) {
            if (isRoot()) {
                router.silence();
            }
            children.endAll();
            if (isRoot()) {
                router.disband();
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
