package io.multiprocessing.internal.call;

import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Speaks with a shared object where it lives: as its owner, or in the name of other members. */
public final class HomeClient {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Member owner = Loner.root();
    private final Calls calls = Calls.of(owner);
    private final Service home;
    private final long object;
    private long ids;

    public HomeClient(Service home) {
        this.home = home;
        object = calls.register(home);
    }

    public PendingCall call(int operation, long number) {
        return calls.call(owner.id(), object, operation, number, NOTHING);
    }

    public PendingCall call(int operation, long number, String body) {
        return calls.call(owner.id(), object, operation, number,
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    public PendingCall call(int operation, long number, int bodyBytes) {
        return calls.call(owner.id(), object, operation, number, ByteBuffer.allocate(bodyBytes));
    }

    /** A request of another member; its answer goes nowhere, since nobody has that member. Returns the call's id. */
    public long remote(MemberId caller, int operation, long number, String body) {
        Head head = new Head(++ids, owner.id(), caller, object, operation, number, "");
        calls.received(
                FrameType.REQUEST,
                head,
                head.frame(FrameType.REQUEST, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
        return ids;
    }

    /** A request of another member, whose answer comes here. */
    public CompletableFuture<Reply> ask(MemberId caller, int operation, long number, String body) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        ByteBuffer encoded = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
        new IncomingCall(caller, home, operation, number, encoded, answer::complete, null).deliver();
        return answer;
    }

    /** Another member tells something. */
    public void tell(MemberId from, int operation, long number, String body) {
        home.told(from, operation, number, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The other member has got what the call of that id handed over. */
    public void confirm(MemberId caller, long id) {
        Head head = new Head(id, owner.id(), caller, object, 0, 0, "");
        calls.received(FrameType.CONFIRM, head, head.frame(FrameType.CONFIRM));
    }

    public void gone(MemberId member) {
        calls.gone(member, "was killed for a test");
    }

    public void leave() {
        calls.leaving();
    }

    /** The status of the answer; -1 while there is none. */
    public static int status(PendingCall call) {
        CompletableFuture<Reply> answer = call.whenAnswered();
        return answer.isDone() ? answer.join().status() : -1;
    }

    /** What the answer carries; null while there is none. */
    public static String body(PendingCall call) {
        CompletableFuture<Reply> answer = call.whenAnswered();
        return answer.isDone() ? StandardCharsets.UTF_8.decode(answer.join().body().duplicate()).toString() : null;
    }

    /** The number in the answer. */
    public static long number(PendingCall call) {
        return call.whenAnswered().join().number();
    }
}
