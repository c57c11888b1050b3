package io.multiprocessing.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallsTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Member member = Loner.root();
    private final Calls calls = Calls.of(member);

    /** Keeps its calls until the test answers them. */
    private static final class Patient implements Service {
        final List<IncomingCall> calls = new ArrayList<>();
        final List<IncomingCall> cancelled = new ArrayList<>();
        boolean hasLeft;

        @Override
        public void request(IncomingCall call) {
            if (call.operation() == 13) {
                throw new IllegalArgumentException("thirteen");
            }
            calls.add(call);
        }

        @Override
        public void cancelled(IncomingCall call) {
            cancelled.add(call);
            call.fail(ReplyStatus.CANCELLED, "");
        }

        @Override
        public void leaving() {
            hasLeft = true;
        }
    }

    private final Patient service = new Patient();
    private final long object = calls.register(service);

    private PendingCall call(long to, int operation) {
        return calls.call(member.id(), to, operation, 0, NOTHING);
    }

    @Test
    void thereIsOneForEachMember() {
        assertThat(Calls.of(member)).isSameAs(calls).isNotSameAs(Calls.of(Loner.root()));
    }

    @Test
    void anObjectHasANumberThatIsNotUsedAgain() throws InterruptedException {
        long second = calls.register(new Patient());
        assertThat(second).isNotEqualTo(object);
        calls.remove(second);
        assertThat(calls.register(new Patient())).isNotIn(object, second);
        assertThat(call(second, 1).await().status()).isEqualTo(ReplyStatus.NO_OBJECT);
    }

    @Test
    void theFirstAnswerCounts() throws InterruptedException {
        PendingCall call = call(object, 1);
        IncomingCall incoming = service.calls.getFirst();
        assertThat(incoming.caller()).isEqualTo(MemberId.ROOT);
        assertThat(incoming.ok(5)).isTrue();
        assertThat(incoming.ok(6)).isFalse();
        assertThat(incoming.fail(ReplyStatus.CLOSED, "")).isFalse();
        assertThat(call.await().number()).isEqualTo(5);
    }

    @Test
    void aServiceThatThrowsHasAnswered() throws InterruptedException {
        Reply reply = call(object, 13).await();
        assertThat(reply.status()).isEqualTo(ReplyStatus.REFUSED);
        assertThat(reply.text()).contains("thirteen");
    }

    @Test
    void aWaitThatTimesOutTakesTheRequestBack() throws InterruptedException {
        PendingCall call = call(object, 1);
        assertThat(call.await(TimeUnit.MILLISECONDS.toNanos(20)).status()).isEqualTo(ReplyStatus.CANCELLED);
        assertThat(service.cancelled).hasSize(1);
        assertThat(call(object, 1).await(-5).status()).isEqualTo(ReplyStatus.CANCELLED);
    }

    @Test
    void anInterruptTakesTheRequestBackOrIsKept() throws InterruptedException {
        PendingCall waiting = call(object, 1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(waiting::await);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        PendingCall answered = call(object, 1);
        service.calls.getLast().ok(7);
        Thread.currentThread().interrupt();
        assertThat(answered.awaitUninterruptibly().number()).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theEndOfAnOwnerAnswersItsCallers() throws InterruptedException {
        // Nobody has a member 3: what can't be delivered is answered as well.
        PendingCall unreachable = calls.call(MemberId.ROOT.child(3), 1, 1, 0, NOTHING);
        assertThat(unreachable.await().status()).isEqualTo(ReplyStatus.OWNER_GONE);
    }

    @Test
    void whoLeavesAnswersAllAndAsksNobodyAnyMore() throws InterruptedException {
        calls.leaving();
        assertThat(service.hasLeft).isTrue();
        assertThat(calls.call(MemberId.ROOT.child(3), 1, 1, 0, NOTHING).await().status())
                .isEqualTo(ReplyStatus.OWNER_GONE);
    }
}
