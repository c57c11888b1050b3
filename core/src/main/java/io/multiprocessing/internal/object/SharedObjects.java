package io.multiprocessing.internal.object;

import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.codec.compact.Classes;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The shared objects that a member has or knows. One for each member.
 *
 * <p>How long an object lives: as long as any member, the owner among them, has a proxy that is reachable, or a message
 * with a ticket is under way.
 *
 * <pre>
 *   sender                          owner                               receiver
 *     │ ── GRANT (message 7) ────────▶│  under way: 7                       │
 *     │ ── the message, any way: through a pool, a queue, a third member ──▶│  reads the ticket
 *     │                               │◀──────── HOLD (message 7 of sender) │
 *     │                               │  held by receiver, once             │
 *     │                               │                                     │  its last proxy is garbage
 *     │                               │◀──────────────────────── RELEASE(1) │
 * </pre>
 *
 * <p>Nobody waits for the answers. Frames keep their order on each link, and the tree has one way from each member to
 * each other, so a HOLD never overtakes the GRANT before it. Holds are counted, so that a RELEASE and the HOLD of a new
 * proxy may come in any order.
 *
 * <p>A message may be read more than once: a task that is tried again, the function of a map. Therefore, as long as its
 * bytes are in the sender's memory, the sender keeps its own proxy. Who only looks at an element of a queue says so,
 * and holds without ending the grant.
 *
 * <p>When a member ends, its holds end. A message that it had sent may still lie in a queue; ten minutes later it is
 * taken for lost. A message of a living sender that nobody ever reads, because its task was cancelled or its queue
 * closed, keeps the object until the sender or the owner ends.
 */
public final class SharedObjects {
    private static final Cleaner CLEANER = Cleaner.create(Thread.ofPlatform().name("mp-cleaner").daemon().factory());

    /** In a HOLD: what was read stays where it is, to be read again. Messages have greater numbers. */
    private static final long NO_MESSAGE = 0;

    private final Member member;
    private final AtomicLong messages = new AtomicLong();
    private final Map<ProxyKey, WeakReference<Object>> proxies = new ConcurrentHashMap<>();
    private final Set<ObjectHome> homes = ConcurrentHashMap.newKeySet();
    /** Homes that wait for messages of senders that have ended. */
    private final Set<ObjectHome> orphaned = ConcurrentHashMap.newKeySet();

    /** By type as well: a ticket that lies about it must not spoil the object for those who don't. */
    private record ProxyKey(Reference home, Class<?> type) {}

    private SharedObjects(Member member) {
        this.member = member;
    }

    public static SharedObjects of(Member member) {
        return member.part(SharedObjects.class, SharedObjects::new);
    }

    /**
     * A proxy of an object that lives in this member.
     *
     * @throws IllegalArgumentException when the type is no interface, or its methods can't be called from here
     */
    public <T> T share(Class<T> type, T target) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException("Only an interface can be shared, and " + type.getName()
                    + " is none. Give the interface by which the object is to be called.");
        }
        if (!type.isInstance(Objects.requireNonNull(target, "target"))) {
            throw new IllegalArgumentException(target.getClass().getName() + " does not implement " + type.getName());
        }
        // No thread waits for the time that lost messages are given to run out: whoever shares something looks.
        orphaned.removeIf(home -> !home.sweep());
        ObjectHome home = new ObjectHome(this, type, target, new References(member.id(), System::nanoTime));
        long object = Calls.of(member).register(home);
        home.setNumber(object);
        homes.add(home);
        try {
            Object proxy = proxy(new ProxyKey(new Reference(member, member.id(), object), type));
            heldOnceMore(proxy);
            return type.cast(proxy);
        } catch (RuntimeException e) {
            forget(home);
            throw e;
        }
    }

    Member member() {
        return member;
    }

    /** Nobody can call it any more. */
    void forget(ObjectHome home) {
        Calls.of(member).remove(home.number());
        homes.remove(home);
    }

    /** It waits for messages of senders that have ended. */
    void orphaned(ObjectHome home) {
        orphaned.add(home);
    }

    /** How many objects live here. */
    int count() {
        return homes.size();
    }

    // ---- proxies

    private synchronized Object proxy(ProxyKey key) {
        WeakReference<Object> known = proxies.get(key);
        Object proxy = known == null ? null : known.get();
        if (proxy == null) {
            AtomicLong holds = new AtomicLong();
            proxy = newProxy(key, holds);
            WeakReference<Object> reference = new WeakReference<>(proxy);
            proxies.put(key, reference);
            CLEANER.register(proxy, () -> {
                proxies.remove(key, reference);
                // Not by the cleaner's thread, which serves all families: the way may be full.
                Thread.ofVirtual().name("mp-release").start(() -> key.home.call(ObjectHome.RELEASE, holds.get()));
            });
        }
        return proxy;
    }

    private static Object newProxy(ProxyKey key, AtomicLong holds) {
        Class<?>[] interfaces = {key.type, SharedProxy.class};
        try {
            return Proxy.newProxyInstance(
                    loaderOf(key.type), interfaces, new ProxyHandler(key.home, key.type, holds));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key.type.getName() + " can't be shared, because no proxy of it can be made: " + e.getMessage(), e);
        }
    }

    /** That of the type when it sees this library, since types that are not public need their own. */
    private static @Nullable ClassLoader loaderOf(Class<?> type) {
        ClassLoader own = type.getClassLoader();
        try {
            if (own != null && own.loadClass(SharedProxy.class.getName()) == SharedProxy.class) {
                return own;
            }
        } catch (ClassNotFoundException e) {
            // Then this library may see the type.
        }
        return SharedProxy.class.getClassLoader();
    }

    private static void heldOnceMore(Object proxy) {
        ProxyHandler handler = ProxyHandler.of(proxy);
        if (handler != null) {
            handler.heldOnceMore();
        }
    }

    // ---- travel

    /** What stands for the proxy in the message that this thread encodes. */
    Object ticket(Object proxy, ProxyHandler handler) {
        Reference home = handler.home();
        home.requireSameFamily();
        return Values.passenger(proxy, () -> new Boarding(proxy, home, newTicket(handler))).ticket;
    }

    private Ticket newTicket(ProxyHandler handler) {
        Reference home = handler.home();
        return new Ticket(
                handler.type().getName(),
                home.owner().toString(),
                home.object(),
                member.id().toString(),
                messages.incrementAndGet());
    }

    /** A proxy in a message. */
    private record Boarding(Object proxy, Reference home, Ticket ticket) implements Values.Passenger {
        @Override
        public void departs(ByteBuffer bytes) {
            home.call(ObjectHome.GRANT, ticket.message);
            if (bytes.hasArray()) {
                CLEANER.register(bytes.array(), new Keeper(proxy));
            }
        }
    }

    /** Reachable for as long as a message's bytes are, and with it the proxy. */
    private record Keeper(Object proxy) implements Runnable {
        @Override
        public void run() {}
    }

    /** What travels instead of a proxy. */
    private record Ticket(String type, String owner, long object, String sender, long message) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            Member here = Values.travelling();
            Class<?> known;
            try {
                known = Classes.load(type, Values.loader());
            } catch (ClassNotFoundException | LinkageError e) {
                throw invalid("The interface of a shared object is unknown here: " + type, e);
            }
            if (!known.isInterface()) {
                throw invalid(type + " is no interface here, so no shared object can be of this type", null);
            }
            Reference home = new Reference(here, MemberId.parse(owner), object);
            return of(here).arrived(new ProxyKey(home, known), sender, message);
        }

        private static InvalidObjectException invalid(String message, @Nullable Throwable cause) {
            InvalidObjectException exception = new InvalidObjectException(message);
            exception.initCause(cause);
            return exception;
        }
    }

    private Object arrived(ProxyKey key, String sender, long message) {
        Object proxy = proxy(key);
        heldOnceMore(proxy);
        long read = Values.isLooking() ? NO_MESSAGE : message;
        key.home.call(ObjectHome.HOLD, read, ByteBuffer.wrap(sender.getBytes(StandardCharsets.ISO_8859_1)));
        return proxy;
    }
}
