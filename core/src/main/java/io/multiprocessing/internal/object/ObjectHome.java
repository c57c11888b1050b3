package io.multiprocessing.internal.object;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.Service;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An object where it lives. Each call runs in a thread of its own; the object orders them, if it cares. A platform
 * thread: virtual ones share a few carriers with those that serve the family, and a call may compute for as long as it
 * likes.
 */
final class ObjectHome implements Service {
    /** number: the method's; body: {@code Object[]}, or nothing. */
    static final int CALL = 1;
    /** number: of a message that is about to leave with a ticket. */
    static final int GRANT = 2;
    /** number: of a message whose ticket has become a proxy, 0 if the message is to be read again; body: its sender. */
    static final int HOLD = 3;
    /** number: how many holds are over. */
    static final int RELEASE = 4;

    private static final @Nullable Object[] NO_ARGUMENTS = {};

    private final SharedObjects objects;
    private final Member member;
    private final Class<?> type;
    private final Object target;
    private final MethodTable methods;
    private final References references;
    private final ClassLoader loader = Values.loader();
    private final Map<IncomingCall, Running> running = new ConcurrentHashMap<>();
    private volatile long number;

    private record Running(Thread thread, boolean isInterruptible) {}

    /** @throws IllegalArgumentException when the methods of the type can't be called from here */
    ObjectHome(SharedObjects objects, Class<?> type, Object target, References references) {
        this.objects = objects;
        this.member = objects.member();
        this.type = type;
        this.target = target;
        this.methods = MethodTable.of(type);
        this.references = references;
    }

    /** Called once, before anybody else knows the object. */
    void setNumber(long object) {
        number = object;
    }

    long number() {
        return number;
    }

    @Override
    public void request(IncomingCall call) {
        switch (call.operation()) {
            case CALL -> begin(call);
            case GRANT -> {
                references.granted(new References.Grant(call.caller(), call.number()));
                call.ok();
            }
            case HOLD -> {
                MemberId sender = MemberId.parse(StandardCharsets.ISO_8859_1.decode(call.body()).toString());
                if (references.held(call.caller(), new References.Grant(sender, call.number()))) {
                    call.ok();
                } else {
                    call.fail(ReplyStatus.NO_OBJECT, "nobody referred to it any more");
                }
            }
            case RELEASE -> {
                references.released(call.caller(), call.number());
                call.ok();
                look();
            }
            default -> call.fail(ReplyStatus.REFUSED, "a shared object has no operation " + call.operation());
        }
    }

    private void look() {
        if (references.hasEnded()) {
            objects.forget(this);
        }
    }

    /** Forgets messages that have been waited for long enough; false when it waits for no such message any more. */
    boolean sweep() {
        references.sweep();
        look();
        return references.hasOrphans();
    }

    private void begin(IncomingCall call) {
        MethodTable.Entry method = methods.find(call.number());
        if (method == null) {
            call.fail(ReplyStatus.REFUSED, type.getName() + " has no method with the number "
                    + Long.toHexString(call.number()) + " here; all processes must run the same version of it");
            return;
        }
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("mp-call " + type.getSimpleName() + "." + method.method().getName())
                .unstarted(() -> serve(call, method));
        thread.setContextClassLoader(loader);
        running.put(call, new Running(thread, method.isInterruptible()));
        thread.start();
    }

    private void serve(IncomingCall call, MethodTable.Entry method) {
        member.waiting().beginServing();
        try {
            perform(call, method);
        } catch (Throwable e) {
            threw(call, e);
        } finally {
            running.remove(call);
            member.waiting().endServing();
        }
    }

    private void perform(IncomingCall call, MethodTable.Entry method) throws Throwable {
        ByteBuffer body = call.body();
        Object arguments = body.hasRemaining() ? member.decode(body) : NO_ARGUMENTS;
        Object result;
        try {
            result = method.method().invoke(target, (@Nullable Object[]) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (IllegalArgumentException | ClassCastException e) {
            call.fail(ReplyStatus.REFUSED, method.method() + " does not take what it was given: " + e.getMessage());
            return;
        }
        ByteBuffer encoded = result == null ? Reply.NO_BODY : member.encodeFor(call.caller(), result);
        if (encoded.remaining() > Reference.MAX_PAYLOAD_BYTES) {
            throw new TransportException("The result of " + method.method() + " is too large: bytes="
                    + encoded.remaining() + " limit=" + Reference.MAX_PAYLOAD_BYTES
                    + ". Return large data in parts, or share it as a file or as memory.");
        }
        call.ok(0, encoded);
    }

    /** An interrupted method that says so has been taken back; else the caller gets what was thrown. */
    private void threw(IncomingCall call, Throwable thrown) {
        if (thrown instanceof InterruptedException && !running.containsKey(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
            return;
        }
        String here = "\"" + member.identity().name() + "\" (pid "
                + ProcessHandle.current().pid() + ")";
        call.reply(new Reply(ReplyStatus.THREW, 0, here, RemoteThrowables.encode(thrown, member.codec())));
    }

    /** A method that does not declare that it can be interrupted goes on, though perhaps nobody waits for it. */
    @Override
    public void cancelled(IncomingCall call) {
        Running served = running.get(call);
        if (served != null && served.isInterruptible && running.remove(call, served)) {
            served.thread.interrupt();
        }
    }

    @Override
    public void gone(MemberId dead) {
        references.gone(dead);
        look();
        if (references.hasOrphans()) {
            objects.orphaned(this);
        }
    }

    @Override
    public void leaving() {
        running.forEach((call, served) -> {
            call.fail(ReplyStatus.OWNER_GONE, "its owner closed the Multiprocessing");
            served.thread.interrupt();
        });
        objects.forget(this);
    }
}
