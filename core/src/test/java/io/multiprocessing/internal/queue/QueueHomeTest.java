package io.multiprocessing.internal.queue;

import static io.multiprocessing.internal.call.HomeClient.body;
import static io.multiprocessing.internal.call.HomeClient.number;
import static io.multiprocessing.internal.call.HomeClient.status;
import static io.multiprocessing.internal.queue.QueueHome.NO_WAIT;
import static io.multiprocessing.internal.queue.QueueHome.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.call.HomeClient;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueHomeTest {
    private static final int UNANSWERED = -1;
    private static final MemberId CHILD = MemberId.ROOT.child(1);
    private static final MemberId GRANDCHILD = CHILD.child(1);
    private static final MemberId STRANGER = MemberId.ROOT.child(2);

    private HomeClient queue = new HomeClient(new QueueHome(2, Long.MAX_VALUE));

    private PendingCall put(String element) {
        return queue.call(QueueHome.PUT, WAIT, element);
    }

    private PendingCall take() {
        return queue.call(QueueHome.TAKE, WAIT);
    }

    private List<String> content() {
        List<String> elements = new ArrayList<>();
        PendingCall call = queue.call(QueueHome.SNAPSHOT, 0);
        ElementBatch.read(
                call.whenAnswered().join().body(),
                (bytes, number) -> elements.add(StandardCharsets.UTF_8.decode(bytes).toString()));
        return elements;
    }

    @Test
    void takersAreServedInTheOrderInWhichTheyCame() {
        PendingCall first = take();
        PendingCall second = take();
        assertThat(status(put("a"))).isEqualTo(ReplyStatus.OK);
        assertThat(body(first)).isEqualTo("a");
        assertThat(body(second)).isNull();
        put("b");
        assertThat(body(second)).isEqualTo("b");
    }

    @Test
    void puttersWaitForRoomAndAreAdmittedInOrder() {
        put("a");
        put("b");
        PendingCall third = put("c");
        PendingCall fourth = put("d");
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, "e"))).isEqualTo(ReplyStatus.NOT_NOW);
        assertThat(List.of(status(third), status(fourth))).containsOnly(UNANSWERED);
        assertThat(body(take())).isEqualTo("a");
        assertThat(status(third)).isEqualTo(ReplyStatus.OK);
        assertThat(status(fourth)).isEqualTo(UNANSWERED);
        assertThat(content()).containsExactly("b", "c");
    }

    @Test
    void aCallThatWaitsAndIsCancelledHasHadNoEffect() {
        PendingCall taker = take();
        taker.cancel();
        assertThat(status(taker)).isEqualTo(ReplyStatus.CANCELLED);
        put("a");
        put("b");
        PendingCall putter = put("c");
        putter.cancel();
        assertThat(status(putter)).isEqualTo(ReplyStatus.CANCELLED);
        assertThat(content()).containsExactly("a", "b");
        PendingCall late = take();
        late.cancel();
        assertThat(body(late)).as("it was answered before").isEqualTo("a");
    }

    @Test
    void theBudgetInBytesHoldsButForASingleLargerElement() {
        queue = new HomeClient(new QueueHome(Integer.MAX_VALUE, 100));
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, 500))).isEqualTo(ReplyStatus.OK);
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, 1))).isEqualTo(ReplyStatus.NOT_NOW);
        take();
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, 60))).isEqualTo(ReplyStatus.OK);
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, 41))).isEqualTo(ReplyStatus.NOT_NOW);
        assertThat(status(queue.call(QueueHome.PUT, NO_WAIT, 40))).isEqualTo(ReplyStatus.OK);
        assertThat(number(queue.call(QueueHome.REMAINING, 0))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aPutterThatGivesUpDoesNotKeepBackThoseBehindIt() {
        queue = new HomeClient(new QueueHome(Integer.MAX_VALUE, 100));
        queue.call(QueueHome.PUT, WAIT, 30);
        queue.call(QueueHome.PUT, WAIT, 50);
        PendingCall large = queue.call(QueueHome.PUT, WAIT, 90);
        PendingCall small = queue.call(QueueHome.PUT, WAIT, 40);
        take();
        assertThat(List.of(status(large), status(small))).as("in order").containsOnly(UNANSWERED);
        large.cancel();
        assertThat(status(small)).isEqualTo(ReplyStatus.OK);
    }

    @Test
    void anElementOnItsWayToADeadMemberGoesToTheNext() {
        put("a");
        put("b");
        queue.remote(GRANDCHILD, QueueHome.TAKE, WAIT, "");
        assertThat(content()).containsExactly("b");
        queue.gone(CHILD);
        assertThat(content()).containsExactly("a", "b");
        assertThat(body(take())).isEqualTo("a");
    }

    @Test
    void anElementThatArrivedDiesWithItsTaker() {
        put("a");
        put("b");
        long first = queue.remote(CHILD, QueueHome.TAKE, WAIT, "");
        queue.remote(STRANGER, QueueHome.TAKE, WAIT, "");
        queue.confirm(CHILD, first);
        queue.gone(CHILD);
        assertThat(content()).isEmpty();
        queue.gone(STRANGER);
        assertThat(content()).containsExactly("b");
    }

    @Test
    void whatComesBackFromTheDeadIsInItsOldPlaceAndServesWhoWaits() {
        queue = new HomeClient(new QueueHome(10, Long.MAX_VALUE));
        for (String element : List.of("a", "b", "c", "d")) {
            put(element);
        }
        queue.remote(CHILD, QueueHome.TAKE, WAIT, "");
        queue.remote(STRANGER, QueueHome.DRAIN, 2, "");
        assertThat(content()).containsExactly("d");
        queue.gone(STRANGER);
        assertThat(content()).containsExactly("b", "c", "d");
        queue.gone(CHILD);
        assertThat(content()).containsExactly("a", "b", "c", "d");
        queue.remote(CHILD, QueueHome.DRAIN, 10, "");
        PendingCall waiting = take();
        assertThat(body(waiting)).isNull();
        queue.gone(CHILD);
        assertThat(body(waiting)).isEqualTo("a");
        assertThat(content()).containsExactly("b", "c", "d");
    }

    @Test
    void waitingCallsOfTheDeadAreForgotten() {
        queue.remote(GRANDCHILD, QueueHome.TAKE, WAIT, "");
        queue.gone(CHILD);
        put("a");
        put("b");
        queue.remote(CHILD, QueueHome.PUT, WAIT, "of the dead");
        queue.gone(CHILD);
        take();
        assertThat(content()).containsExactly("b");
    }

    @Test
    void largeContentIsDrainedAndShownInParts() {
        queue = new HomeClient(new QueueHome(Integer.MAX_VALUE, Long.MAX_VALUE));
        for (int i = 0; i < 5; i++) {
            queue.call(QueueHome.PUT, WAIT, 400_000);
        }
        queue.call(QueueHome.PUT, WAIT, 3_000_000);
        assertThat(number(queue.call(QueueHome.SNAPSHOT, 0))).isEqualTo(2);
        assertThat(number(queue.call(QueueHome.SNAPSHOT, 2))).isEqualTo(2);
        assertThat(number(queue.call(QueueHome.SNAPSHOT, 5))).isEqualTo(1);
        assertThat(number(queue.call(QueueHome.SNAPSHOT, 6))).isZero();
        assertThat(number(queue.call(QueueHome.DRAIN, 100))).isEqualTo(2);
        assertThat(number(queue.call(QueueHome.DRAIN, 1))).isEqualTo(1);
        assertThat(number(queue.call(QueueHome.DRAIN, 100))).isEqualTo(2);
        assertThat(number(queue.call(QueueHome.DRAIN, 100))).isEqualTo(1);
        assertThat(number(queue.call(QueueHome.DRAIN, 100))).isZero();
    }

    @Test
    void drainingRemovingAndClearingMakeRoom() {
        for (int operation : new int[] {QueueHome.DRAIN, QueueHome.REMOVE, QueueHome.CLEAR}) {
            queue = new HomeClient(new QueueHome(1, Long.MAX_VALUE));
            put("a");
            PendingCall putter = put("b");
            queue.call(operation, 1);
            assertThat(status(putter)).isEqualTo(ReplyStatus.OK);
            assertThat(content()).containsExactly("b");
        }
    }

    @Test
    void aClosedQueueHandsOutWhatItHolds() {
        put("a");
        put("b");
        PendingCall putter = put("c");
        queue.call(QueueHome.CLOSE, 0);
        assertThat(status(putter)).isEqualTo(ReplyStatus.CLOSED);
        assertThat(status(put("d"))).isEqualTo(ReplyStatus.CLOSED);
        assertThat(number(queue.call(QueueHome.IS_CLOSED, 0))).isEqualTo(1);
        assertThat(body(take())).isEqualTo("a");
        assertThat(status(queue.call(QueueHome.PEEK, 0))).isEqualTo(ReplyStatus.OK);
        assertThat(number(queue.call(QueueHome.DRAIN, 5))).isEqualTo(1);
        for (int operation : new int[] {QueueHome.TAKE, QueueHome.PEEK, QueueHome.DRAIN}) {
            assertThat(status(queue.call(operation, 1))).isEqualTo(ReplyStatus.CLOSED);
        }
    }

    @Test
    void joinersWaitForAllThatWasPlaced() {
        assertThat(status(queue.call(QueueHome.AWAIT_DONE, WAIT))).isEqualTo(ReplyStatus.OK);
        assertThat(status(queue.call(QueueHome.TASK_DONE, 0))).isEqualTo(ReplyStatus.REFUSED);
        put("a");
        PendingCall joiner = queue.call(QueueHome.AWAIT_DONE, WAIT);
        PendingCall gaveUp = queue.call(QueueHome.AWAIT_DONE, WAIT);
        gaveUp.cancel();
        assertThat(status(queue.call(QueueHome.AWAIT_DONE, NO_WAIT))).isEqualTo(ReplyStatus.NOT_NOW);
        take();
        assertThat(status(joiner)).isEqualTo(UNANSWERED);
        queue.call(QueueHome.TASK_DONE, 0);
        assertThat(status(joiner)).isEqualTo(ReplyStatus.OK);
        assertThat(status(gaveUp)).isEqualTo(ReplyStatus.CANCELLED);
    }

    @Test
    void whenItsOwnerLeavesEverybodyIsAnswered() {
        put("a");
        PendingCall joiner = queue.call(QueueHome.AWAIT_DONE, WAIT);
        put("b");
        PendingCall putter = put("c");
        queue.leave();
        assertThat(List.of(status(joiner), status(putter))).containsOnly(ReplyStatus.CLOSED);
        assertThat(status(queue.call(QueueHome.AWAIT_DONE, WAIT))).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void anUnknownOperationIsRefused() {
        assertThat(status(queue.call(99, 0))).isEqualTo(ReplyStatus.REFUSED);
    }

    @Test
    void batchesKeepNumbersAndBytes() {
        ElementBatch.Writer writer = new ElementBatch.Writer();
        writer.add(7, ByteBuffer.wrap(new byte[] {1, 2}));
        writer.add(Long.MAX_VALUE, ByteBuffer.allocate(0));
        assertThat(writer.count()).isEqualTo(2);
        assertThat(writer.size()).isEqualTo(writer.toBuffer().remaining());
        List<String> read = new ArrayList<>();
        ElementBatch.read(writer.toBuffer(), (bytes, number) -> read.add(number + ":" + bytes.remaining()));
        assertThat(read).containsExactly("7:2", Long.MAX_VALUE + ":0");
    }
}
