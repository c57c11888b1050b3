package io.multiprocessing.internal.object;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a proxy of a shared object does when it is called, in any member. */
final class ProxyHandler implements InvocationHandler {

    private final Reference home;
    private final Class<?> type;
    private final MethodTable methods;
    private final AtomicLong holds;

    /**
     * @param holds how many holds its owner counts for the proxy; not this object's own, so that the cleaner can ask
     */
    ProxyHandler(Reference home, Class<?> type, AtomicLong holds) {
        this.home = home;
        this.type = type;
        this.methods = MethodTable.of(type);
        this.holds = holds;
    }

    Reference home() {
        return home;
    }

    Class<?> type() {
        return type;
    }

    /** A ticket has become this proxy once more: to be called before the owner is told. */
    void heldOnceMore() {
        holds.incrementAndGet();
    }

    static @Nullable ProxyHandler of(@Nullable Object proxy) {
        return proxy instanceof SharedProxy && Proxy.getInvocationHandler(proxy) instanceof ProxyHandler handler
                ? handler
                : null;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Class<?> declaring = method.getDeclaringClass();
        if (declaring == SharedProxy.class) {
            return SharedObjects.of(home.member()).ticket(proxy, this);
        } else if (declaring == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && isSame(arguments[0]);
                case "hashCode" -> home.hashCode();
                default -> toString();
            };
        }
        try {
            return call(methods.of(method), arguments);
        } finally {
            // Until the owner has answered, the hold is needed.
            java.lang.ref.Reference.reachabilityFence(proxy);
        }
    }

    private boolean isSame(@Nullable Object other) {
        ProxyHandler that = of(other);
        return that != null && home.equals(that.home);
    }

    private @Nullable Object call(MethodTable.Entry method, @Nullable Object @Nullable [] arguments) throws Throwable {
        Member member = home.member();
        ByteBuffer body = arguments == null ? Reply.NO_BODY : member.encodeFor(home.owner(), arguments);
        PendingCall call = home.call(ObjectHome.CALL, method.number(), body);
        Reply reply = method.isInterruptible() ? call.await() : call.awaitUninterruptibly();
        return switch (reply.status()) {
            case ReplyStatus.OK -> reply.body().hasRemaining() ? member.decode(reply.body()) : null;
            case ReplyStatus.THREW -> throw declared(method.method(), thrown(reply));
            case ReplyStatus.NO_OBJECT, ReplyStatus.OWNER_GONE, ReplyStatus.CLOSED ->
                    throw new SharedObjectGoneException(this + " is gone: " + reply.text());
            default -> throw new MultiprocessingException(
                    this + " refused the call of " + method.method().getName() + ": " + reply.text());
        };
    }

    private Throwable thrown(Reply reply) {
        return RemoteThrowables.decode(
                reply.body(), home.member().codec(), Values.loader(), reply.text(), callSite());
    }

    /** The caller's frames, from below the proxy. */
    private static StackTraceElement[] callSite() {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        int first = 0;
        while (first < frames.length && isOurs(frames[first])) {
            first++;
        }
        return Arrays.copyOfRange(frames, first, frames.length);
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().equals(ProxyHandler.class.getName()) || frame.getClassName().contains("$Proxy");
    }

    /** What the method may throw: an exception that it does not declare travels inside another one. */
    private Throwable declared(Method method, Throwable thrown) {
        if (thrown instanceof RuntimeException || thrown instanceof Error) {
            return thrown;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(thrown)) {
                return thrown;
            }
        }
        return new RemoteFailureException(
                this + " threw what " + method + " does not declare: " + thrown,
                thrown.getClass().getName(),
                thrown.getMessage(),
                thrown);
    }

    @Override
    public String toString() {
        return "Shared[" + type.getName() + ", " + home + "]";
    }
}
