package io.multiprocessing.internal.pipe;

import static io.multiprocessing.internal.call.HomeClient.body;
import static io.multiprocessing.internal.call.HomeClient.number;
import static io.multiprocessing.internal.call.HomeClient.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.call.HomeClient;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.lease.LeasedRoom;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PipeHomeTest {
    private static final int UNANSWERED = -1;
    private static final int FIRST = 0;
    private static final int SECOND = 1;
    /** Of the way to the second end, as its lowest bit says. */
    private static final long LEASE = 2 * 7 + SECOND;

    private static final MemberId CHILD = MemberId.ROOT.child(1);
    private static final MemberId OTHER = MemberId.ROOT.child(2);

    private final HomeClient pipe = new HomeClient(new PipeHome());

    private PendingCall send(int end, String message) {
        return pipe.call(PipeHome.SEND, end, message);
    }

    private PendingCall receive(int end) {
        return pipe.call(PipeHome.RECEIVE, end);
    }

    @Test
    void eachDirectionKeepsItsOrder() {
        send(FIRST, "a");
        send(FIRST, "b");
        send(SECOND, "x");
        assertThat(body(receive(SECOND))).isEqualTo("a");
        assertThat(body(receive(FIRST))).isEqualTo("x");
        assertThat(body(receive(SECOND))).isEqualTo("b");
        assertThat(status(pipe.call(PipeHome.RECEIVE_NOW, SECOND))).isEqualTo(ReplyStatus.NOT_NOW);
    }

    @Test
    void receiversWaitInOrderAndMayGiveUp() {
        PendingCall gaveUp = receive(SECOND);
        PendingCall first = receive(SECOND);
        PendingCall second = receive(SECOND);
        gaveUp.cancel();
        send(FIRST, "a");
        assertThat(status(gaveUp)).isEqualTo(ReplyStatus.CANCELLED);
        assertThat(body(first)).isEqualTo("a");
        assertThat(status(second)).isEqualTo(UNANSWERED);
    }

    @Test
    void sendersWaitWhileTooMuchIsUnderWay() {
        PendingCall large = pipe.call(PipeHome.SEND, FIRST, 5 << 20);
        PendingCall second = pipe.call(PipeHome.SEND, FIRST, 1);
        PendingCall third = pipe.call(PipeHome.SEND, FIRST, 2);
        assertThat(status(large)).isEqualTo(ReplyStatus.OK);
        assertThat(List.of(status(second), status(third))).containsOnly(UNANSWERED);
        assertThat(status(send(SECOND, "the other direction is free"))).isEqualTo(ReplyStatus.OK);
        second.cancel();
        receive(SECOND);
        assertThat(status(third)).isEqualTo(ReplyStatus.OK);
        assertThat(body(receive(SECOND))).hasSize(2);
    }

    @Test
    void aClosedEndLetsTheOtherReceiveWhatWasSent() {
        send(FIRST, "a");
        PendingCall waiting = receive(FIRST);
        pipe.call(PipeHome.CLOSE_END, FIRST);
        assertThat(status(waiting)).isEqualTo(ReplyStatus.CLOSED);
        assertThat(number(pipe.call(PipeHome.IS_READY, SECOND))).isEqualTo(1);
        assertThat(body(receive(SECOND))).isEqualTo("a");
        assertThat(status(receive(SECOND))).isEqualTo(ReplyStatus.CLOSED);
        assertThat(status(send(SECOND, "x"))).isEqualTo(ReplyStatus.CLOSED);
        assertThat(status(send(FIRST, "x"))).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void readinessIsToldWhenItComes() {
        PendingCall ready = pipe.call(PipeHome.AWAIT_READY, SECOND);
        PendingCall gaveUp = pipe.call(PipeHome.AWAIT_READY, SECOND);
        gaveUp.cancel();
        assertThat(status(ready)).isEqualTo(UNANSWERED);
        assertThat(number(pipe.call(PipeHome.IS_READY, SECOND))).isZero();
        send(FIRST, "a");
        assertThat(status(ready)).isEqualTo(ReplyStatus.OK);
        assertThat(status(gaveUp)).isEqualTo(ReplyStatus.CANCELLED);
        receive(SECOND);
        PendingCall atTheEnd = pipe.call(PipeHome.AWAIT_READY, SECOND);
        pipe.call(PipeHome.CLOSE_END, FIRST);
        assertThat(status(atTheEnd)).isEqualTo(ReplyStatus.OK);
    }

    @Test
    void theDeathOfWhoUsedAnEndLastEndsIt() {
        pipe.remote(CHILD, PipeHome.SEND, SECOND, "last words");
        PendingCall sender = send(FIRST, "unheard");
        assertThat(status(sender)).isEqualTo(ReplyStatus.OK);
        pipe.gone(OTHER);
        assertThat(status(send(FIRST, "unheard"))).isEqualTo(ReplyStatus.OK);
        pipe.gone(CHILD);
        assertThat(body(receive(FIRST))).isEqualTo("last words");
        assertThat(status(receive(FIRST))).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void anEndThatWasPassedOnNoLongerDependsOnWhoHadIt() {
        pipe.remote(CHILD, PipeHome.SEND, SECOND, "mine");
        pipe.remote(CHILD, PipeHome.GIVE, SECOND, OTHER.toString());
        pipe.gone(CHILD);
        assertThat(status(send(FIRST, "hello"))).isEqualTo(ReplyStatus.OK);
        pipe.gone(OTHER);
        assertThat(status(send(FIRST, "hello"))).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void whoReceivesAnEndHoldsIt() {
        pipe.remote(CHILD, PipeHome.GIVE, SECOND, "");
        PendingCall receiver = receive(FIRST);
        pipe.gone(CHILD);
        assertThat(status(receiver)).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void anEndThatNobodyClaimedEndsWithAllToWhomThePipeWasSent() {
        pipe.remote(MemberId.ROOT, PipeHome.GIVE, PipeHome.BOTH, CHILD.toString());
        pipe.remote(MemberId.ROOT, PipeHome.GIVE, PipeHome.BOTH, OTHER.toString());
        PendingCall receiver = receive(FIRST);
        pipe.gone(CHILD);
        assertThat(status(receiver)).isEqualTo(UNANSWERED);
        pipe.gone(OTHER);
        assertThat(status(receiver)).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void whenItsOwnerLeavesEverybodyIsAnswered() {
        PendingCall receiver = receive(FIRST);
        PendingCall ready = pipe.call(PipeHome.AWAIT_READY, SECOND);
        pipe.leave();
        assertThat(status(receiver)).isEqualTo(ReplyStatus.CLOSED);
        assertThat(status(ready)).isEqualTo(ReplyStatus.OK);
    }

    @Test
    void anUnknownOperationIsRefused() {
        assertThat(status(pipe.call(99, FIRST))).isEqualTo(ReplyStatus.REFUSED);
    }

    // ---- messages that are put ahead

    private CompletableFuture<Reply> leaseToChild() {
        for (int i = 0; i < 16; i++) {
            pipe.ask(CHILD, PipeHome.SEND, FIRST, "waited for").join();
        }
        assertThat(pipe.ask(CHILD, LeasedRoom.LEASE, LEASE, "").join().number()).isPositive();
        return pipe.ask(CHILD, LeasedRoom.AWAIT_RECALL, LEASE, "");
    }

    private void sendAhead(String message) {
        pipe.tell(CHILD, LeasedRoom.PUT_AHEAD, LEASE, message);
    }

    private void giveBack() {
        pipe.tell(CHILD, LeasedRoom.GIVE_BACK, LEASE, "");
    }

    @Test
    void whoCouldMissMessagesOnTheirWayWaitsForThem() {
        CompletableFuture<Reply> recall = leaseToChild();
        assertThat(number(pipe.call(PipeHome.IS_READY, SECOND))).isOne();
        for (int i = 0; i < 16; i++) {
            assertThat(body(pipe.call(PipeHome.RECEIVE_NOW, SECOND))).isEqualTo("waited for");
        }
        assertThat(status(pipe.call(PipeHome.RECEIVE_NOW, FIRST))).as("the other direction")
                .isEqualTo(ReplyStatus.NOT_NOW);
        assertThat(recall).isNotDone();
        PendingCall ready = pipe.call(PipeHome.IS_READY, SECOND);
        PendingCall now = pipe.call(PipeHome.RECEIVE_NOW, SECOND);
        assertThat(recall).isDone();
        sendAhead("ahead");
        assertThat(List.of(status(ready), status(now))).containsOnly(UNANSWERED);
        giveBack();
        assertThat(number(ready)).isOne();
        assertThat(body(now)).isEqualTo("ahead");
    }

    @Test
    void whatIsSentAheadGoesToWhoWaitsForIt() {
        CompletableFuture<Reply> recall = leaseToChild();
        for (int i = 0; i < 16; i++) {
            receive(SECOND);
        }
        PendingCall receiver = receive(SECOND);
        sendAhead("ahead");
        assertThat(body(receiver)).isEqualTo("ahead");
        assertThat(recall).isNotDone();
    }

    @Test
    void whoSendsOrClosesAfterWhatWasSentAheadComesAfterIt() {
        leaseToChild();
        PendingCall sends = send(FIRST, "after");
        PendingCall closes = pipe.call(PipeHome.CLOSE_END, FIRST);
        sendAhead("ahead");
        assertThat(List.of(status(sends), status(closes))).containsOnly(UNANSWERED);
        giveBack();
        assertThat(List.of(status(sends), status(closes))).containsOnly(ReplyStatus.OK);
        for (int i = 0; i < 16; i++) {
            receive(SECOND);
        }
        assertThat(body(receive(SECOND))).isEqualTo("ahead");
        assertThat(body(receive(SECOND))).isEqualTo("after");
        assertThat(status(receive(SECOND))).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void aSenderWhoseReceiverDiedIsToldToAskAgain() {
        pipe.ask(OTHER, PipeHome.GIVE, SECOND, "").join();
        CompletableFuture<Reply> recall = leaseToChild();
        pipe.gone(OTHER);
        assertThat(recall).isDone();
        sendAhead("to the dead");
        giveBack();
        assertThat(pipe.ask(CHILD, PipeHome.SEND, FIRST, "").join().status()).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void aSenderThatDiesHasSentWhatItHasSent() {
        leaseToChild();
        sendAhead("ahead");
        PendingCall closes = pipe.call(PipeHome.CLOSE_END, FIRST);
        pipe.gone(CHILD);
        assertThat(status(closes)).isEqualTo(ReplyStatus.OK);
        for (int i = 0; i < 16; i++) {
            receive(SECOND);
        }
        assertThat(body(receive(SECOND))).isEqualTo("ahead");
        assertThat(status(receive(SECOND))).isEqualTo(ReplyStatus.CLOSED);
    }
}
