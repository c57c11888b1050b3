package io.multiprocessing.internal.call;

import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.mail.Mail;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A member's requests to others, and its own objects that answer others' requests. One for each member. */
public final class Calls implements Mail {
    private static final Reply LEFT = Reply.of(ReplyStatus.OWNER_GONE, "this Multiprocessing is closed");

    private final Member member;
    private final AtomicLong callIds = new AtomicLong();
    private final AtomicLong objectIds = new AtomicLong();
    private final Map<Long, PendingCall> pending = new ConcurrentHashMap<>();
    private final Map<Long, Service> services = new ConcurrentHashMap<>();
    private final Map<CallKey, IncomingCall> incoming = new ConcurrentHashMap<>();
    /** What to do when the caller ends before it has confirmed that it got what was handed over. */
    private final Map<CallKey, Runnable> unconfirmed = new ConcurrentHashMap<>();
    private volatile boolean left;

    /** With methods by hand: to link those that a record has by itself takes a fresh JVM tens of milliseconds. */
    private record CallKey(MemberId caller, long id) {
        @Override
        public boolean equals(Object other) {
            return other instanceof CallKey that && id == that.id && caller.equals(that.caller);
        }

        @Override
        public int hashCode() {
            return caller.hashCode() * 31 + Long.hashCode(id);
        }
    }

    // Classes where a lambda would be shorter: the first ones cost a fresh JVM milliseconds.

    private static final class Maker implements Function<Member, Calls> {
        @Override
        public Calls apply(Member member) {
            return new Calls(member);
        }
    }

    /** To an object of another member. */
    private static final class CallThere extends PendingCall {
        private final Head head;

        CallThere(Member member, Head head) {
            super(member, head.to());
            this.head = head;
        }

        @Override
        public void cancel() {
            member().send(head, head.frame(FrameType.CANCEL));
        }

        @Override
        public void confirm() {
            member().send(head, head.frame(FrameType.CONFIRM));
        }
    }

    /** To an object of this member, which needs no confirmation. */
    private static final class CallHere extends PendingCall {
        private @Nullable IncomingCall served;

        CallHere(Member member) {
            super(member, member.id());
        }

        @Override
        public void cancel() {
            if (served != null) {
                served.cancel();
            }
        }

        @Override
        public void confirm() {}
    }

    private Calls(Member member) {
        this.member = member;
        member.addMail(this);
    }

    public static Calls of(Member member) {
        return member.part(Calls.class, new Maker());
    }

    /** Makes an object reachable for all members; returns its number, which is never used again. */
    public long register(Service service) {
        long object = objectIds.incrementAndGet();
        services.put(object, service);
        return object;
    }

    public void remove(long object) {
        services.remove(object);
    }

    /** Asks the object of that number in that member, which may be this one. May block while a channel is full. */
    public PendingCall call(MemberId owner, long object, int operation, long number, ByteBuffer body) {
        return owner.equals(member.id())
                ? callHere(object, operation, number, body)
                : callThere(owner, object, operation, number, body);
    }

    private PendingCall callHere(long object, int operation, long number, ByteBuffer body) {
        CallHere call = new CallHere(member);
        Service service = services.get(object);
        if (service == null) {
            call.complete(noObject(object));
        } else {
            IncomingCall served =
                    new IncomingCall(member.id(), service, operation, number, body, call::complete, null);
            call.served = served;
            served.deliver();
        }
        return call;
    }

    private PendingCall callThere(MemberId owner, long object, int operation, long number, ByteBuffer body) {
        long id = callIds.incrementAndGet();
        Head head = new Head(id, owner, member.id(), object, operation, number, "");
        PendingCall call = new CallThere(member, head);
        pending.put(id, call);
        if (left) {
            pending.remove(id);
            call.complete(LEFT);
            return call;
        }
        member.send(head, head.frame(FrameType.REQUEST, body));
        return call;
    }

    /**
     * Tells the object of that number in another member something that has no answer; returns when the channel has
     * taken it. May block while the channel is full.
     *
     * @return false when this member has left its family: nothing was sent
     */
    public boolean tell(MemberId owner, long object, int operation, long number, ByteBuffer body) {
        if (left) {
            return false;
        }
        Head head = telling(owner, object, operation, number);
        member.sendThrough(head, head.frame(FrameType.TELL, body));
        return true;
    }

    /** As {@link #tell} of something without a payload, without ever blocking: for threads that deliver frames. */
    public void post(MemberId owner, long object, int operation, long number) {
        Head head = telling(owner, object, operation, number);
        member.post(head, head.frame(FrameType.TELL));
    }

    private Head telling(MemberId owner, long object, int operation, long number) {
        return new Head(0, owner, member.id(), object, operation, number, "");
    }

    private static Reply noObject(long object) {
        return Reply.of(ReplyStatus.NO_OBJECT, "its owner has no object number " + object + ": it was closed");
    }

    @Override
    public void received(int type, Head head, Frame frame) {
        switch (type) {
            case FrameType.REQUEST -> requested(head, frame);
            case FrameType.CANCEL -> {
                IncomingCall call = incoming.get(new CallKey(head.from(), head.id()));
                if (call != null) {
                    call.cancel();
                }
            }
            case FrameType.TELL -> {
                Service service = services.get(head.object());
                if (service != null) {
                    service.told(head.from(), head.code(), head.number(), frame.body());
                }
            }
            case FrameType.CONFIRM -> unconfirmed.remove(new CallKey(head.from(), head.id()));
            case FrameType.REPLY -> {
                PendingCall call = pending.remove(head.id());
                if (call != null) {
                    call.complete(new Reply(head.code(), head.number(), head.text(), frame.body()));
                }
            }
            default -> {}
        }
    }

    private void requested(Head head, Frame frame) {
        Service service = services.get(head.object());
        if (service == null) {
            answer(head, noObject(head.object()));
            return;
        }
        CallKey key = new CallKey(head.from(), head.id());
        IncomingCall call =
                new IncomingCall(
                        head.from(),
                        service,
                        head.code(),
                        head.number(),
                        frame.body(),
                        reply -> {
                            incoming.remove(key);
                            answer(head, reply);
                        },
                        lost -> unconfirmed.put(key, lost));
        incoming.put(key, call);
        call.deliver();
    }

    private void answer(Head request, Reply reply) {
        Head head = new Head(
                request.id(), request.from(), member.id(), 0, reply.status(), reply.number(), reply.text());
        member.post(head, head.frame(FrameType.REPLY, reply.body()));
    }

    @Override
    public void gone(MemberId dead, String how) {
        incoming.forEach((key, call) -> {
            if (dead.contains(key.caller())) {
                call.abandon();
                incoming.remove(key);
            }
        });
        pending.forEach((id, call) -> {
            if (dead.contains(call.owner()) && pending.remove(id) != null) {
                call.complete(Reply.of(ReplyStatus.OWNER_GONE, "the process that it lived in " + how));
            }
        });
        unconfirmed.forEach((key, lost) -> {
            if (dead.contains(key.caller()) && unconfirmed.remove(key, lost)) {
                lost.run();
            }
        });
        services.values().forEach(service -> service.gone(dead));
    }

    @Override
    public void leaving() {
        left = true;
        services.values().forEach(Service::leaving);
        pending.forEach((id, call) -> {
            if (pending.remove(id) != null) {
                call.complete(LEFT);
            }
        });
    }
}
