package io.multiprocessing.internal.queue;

import static io.multiprocessing.internal.queue.QueueHome.NO_WAIT;
import static io.multiprocessing.internal.queue.QueueHome.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.HomeClient;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.call.lease.LeasedRoom;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A queue's home, some of whose room one process has leased. */
class QueueLeaseTest {
    private static final MemberId PRODUCER = MemberId.ROOT.child(1);
    private static final MemberId OTHER = MemberId.ROOT.child(2);
    private static final long LEASE = 7;
    private static final int IN_A_ROW = 16;
    private static final int CAPACITY = 100;

    private HomeClient queue = new HomeClient(new QueueHome(CAPACITY, Long.MAX_VALUE));

    private CompletableFuture<Reply> ask(MemberId caller, int operation, long number) {
        return queue.ask(caller, operation, number, "");
    }

    private void put(MemberId producer, int count) {
        for (int i = 0; i < count; i++) {
            queue.ask(producer, QueueHome.PUT, WAIT, "waited for").join();
        }
    }

    private long lease(MemberId producer, long number) {
        return ask(producer, LeasedRoom.LEASE, number).join().number();
    }

    /** What awaits the recall of the lease that the producer now has. */
    private CompletableFuture<Reply> leaseToProducer() {
        put(PRODUCER, IN_A_ROW);
        assertThat(lease(PRODUCER, LEASE)).isPositive();
        CompletableFuture<Reply> recall = ask(PRODUCER, LeasedRoom.AWAIT_RECALL, LEASE);
        assertThat(recall).isNotDone();
        return recall;
    }

    private void putAhead(String element) {
        queue.tell(PRODUCER, LeasedRoom.PUT_AHEAD, LEASE, element);
    }

    private void giveBack() {
        queue.tell(PRODUCER, LeasedRoom.GIVE_BACK, LEASE, "");
    }

    private static String text(CompletableFuture<Reply> answer) {
        return StandardCharsets.UTF_8.decode(answer.join().body().duplicate()).toString();
    }

    @Test
    void whoPutsManyAndAloneGetsHalfOfWhatIsFree() {
        put(PRODUCER, IN_A_ROW - 1);
        assertThat(lease(PRODUCER, LEASE)).isZero();
        put(OTHER, 1);
        put(PRODUCER, IN_A_ROW - 1);
        assertThat(lease(PRODUCER, LEASE)).isZero();
        put(PRODUCER, 1);
        assertThat(lease(OTHER, LEASE)).isZero();
        assertThat(lease(PRODUCER, LEASE)).isEqualTo((CAPACITY - 2 * IN_A_ROW) / 2);
        assertThat(lease(OTHER, LEASE)).as("a second one").isZero();
        assertThat(lease(PRODUCER, LEASE + 1)).as("a second one").isZero();
        assertThat(lease(PRODUCER, LEASE)).as("more of it").isEqualTo((CAPACITY - 2 * IN_A_ROW) / 4);
    }

    @Test
    void thereIsNoneWhereRoomIsShort() {
        put(PRODUCER, CAPACITY - IN_A_ROW + 1);
        assertThat(lease(PRODUCER, LEASE)).as("little room").isZero();
        queue = new HomeClient(new QueueHome(Integer.MAX_VALUE, 200_000));
        put(PRODUCER, IN_A_ROW);
        assertThat(lease(PRODUCER, LEASE)).as("few bytes").isZero();
        queue = new HomeClient(new QueueHome(CAPACITY, Long.MAX_VALUE));
        put(PRODUCER, IN_A_ROW);
        ask(OTHER, QueueHome.CLOSE, 0).join();
        assertThat(lease(PRODUCER, LEASE)).as("closed").isZero();
    }

    @Test
    void whoCouldTellThatElementsAreOnTheirWayWaitsForThem() {
        int[] operations = {QueueHome.SIZE, QueueHome.REMAINING, QueueHome.SNAPSHOT, QueueHome.REMOVE, QueueHome.CLEAR,
            QueueHome.AWAIT_DONE, QueueHome.CLOSE};
        for (int operation : operations) {
            queue = new HomeClient(new QueueHome(CAPACITY, Long.MAX_VALUE));
            CompletableFuture<Reply> recall = leaseToProducer();
            CompletableFuture<Reply> waits = ask(OTHER, operation, 0);
            assertThat(recall).as("recall by %s", operation).isDone();
            putAhead("ahead");
            assertThat(waits).as("operation %s", operation).isNotDone();
            giveBack();
            assertThat(waits).as("operation %s", operation).isDone();
        }
    }

    @Test
    void whoFindsNothingWaitsAndWhoFindsSomethingDoesNot() {
        for (int operation : new int[] {QueueHome.TAKE, QueueHome.PEEK, QueueHome.DRAIN}) {
            queue = new HomeClient(new QueueHome(CAPACITY, Long.MAX_VALUE));
            CompletableFuture<Reply> recall = leaseToProducer();
            ask(PRODUCER, QueueHome.DRAIN, IN_A_ROW - 1L).join();
            int one = operation == QueueHome.DRAIN ? 1 : NO_WAIT;
            assertThat(ask(OTHER, operation, one).join().isOk()).as("operation %s", operation).isTrue();
            assertThat(recall).isNotDone();
            ask(PRODUCER, QueueHome.DRAIN, 1).join();
            CompletableFuture<Reply> waits = ask(OTHER, operation, one);
            putAhead("ahead");
            assertThat(recall).isDone();
            giveBack();
            assertThat(waits.join().isOk()).as("operation %s", operation).isTrue();
        }
    }

    @Test
    void whoWaitsForAnElementGetsTheNextOneThatIsPutAhead() {
        CompletableFuture<Reply> recall = leaseToProducer();
        ask(OTHER, QueueHome.DRAIN, IN_A_ROW).join();
        CompletableFuture<Reply> taker = ask(OTHER, QueueHome.TAKE, WAIT);
        putAhead("ahead");
        assertThat(text(taker)).isEqualTo("ahead");
        ask(OTHER, QueueHome.TASK_DONE, 0).join();
        assertThat(recall).isNotDone();
    }

    @Test
    void itsOwnProcessWaitsForNothing() {
        CompletableFuture<Reply> recall = leaseToProducer();
        putAhead("ahead");
        assertThat(ask(PRODUCER, QueueHome.SIZE, 0).join().number()).isEqualTo(IN_A_ROW + 1);
        assertThat(recall).isNotDone();
    }

    @Test
    void heldUpCallsGoOnInTheirOrderAfterWhatWasPutAhead() {
        leaseToProducer();
        ask(PRODUCER, QueueHome.DRAIN, IN_A_ROW).join();
        CompletableFuture<Reply> first = queue.ask(OTHER, QueueHome.PUT, NO_WAIT, "first");
        CompletableFuture<Reply> second = queue.ask(MemberId.ROOT, QueueHome.PUT, WAIT, "second");
        putAhead("ahead");
        assertThat(List.of(first.isDone(), second.isDone())).containsOnly(false);
        giveBack();
        List<String> content = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            content.add(text(ask(OTHER, QueueHome.TAKE, NO_WAIT)));
        }
        assertThat(content).containsExactly("ahead", "first", "second");
    }

    @Test
    void leasedRoomIsNobodyElses() {
        put(PRODUCER, IN_A_ROW);
        long leased = lease(PRODUCER, LEASE);
        int placed = 0;
        while (queue.ask(PRODUCER, QueueHome.PUT, NO_WAIT, "asked for").join().isOk()) {
            placed++;
        }
        assertThat(placed).isEqualTo(CAPACITY - IN_A_ROW - leased);
        for (int i = 0; i < leased; i++) {
            putAhead("ahead");
        }
        assertThat(ask(PRODUCER, QueueHome.SIZE, 0).join().number()).isEqualTo(CAPACITY);
    }

    @Test
    void whatIsPutAheadWithoutRoomForItIsAViolation() {
        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> putAhead("without a lease"));
        put(PRODUCER, IN_A_ROW);
        long leased = lease(PRODUCER, LEASE);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> queue.tell(OTHER, LeasedRoom.PUT_AHEAD, LEASE, "another's"));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> queue.tell(PRODUCER, LeasedRoom.PUT_AHEAD, LEASE + 1, "another"));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> putAhead("x".repeat(16_384 + 1)));
        for (int i = 0; i < leased; i++) {
            putAhead("ahead");
        }
        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> putAhead("one too many"));
        giveBack();
        assertThatExceptionOfType(TransportException.class).isThrownBy(() -> putAhead("given back"));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> queue.tell(PRODUCER, QueueHome.SIZE, 0, ""));
    }

    @Test
    void aDeadHolderHoldsUpNobody() {
        leaseToProducer();
        putAhead("ahead");
        CompletableFuture<Reply> waits = ask(OTHER, QueueHome.SIZE, 0);
        queue.gone(PRODUCER);
        assertThat(waits.join().number()).isEqualTo(IN_A_ROW + 1);
        put(OTHER, IN_A_ROW);
        assertThat(lease(OTHER, LEASE)).isPositive();
    }

    @Test
    void whenTheOwnerLeavesNobodyWaits() {
        leaseToProducer();
        CompletableFuture<Reply> waits = ask(OTHER, QueueHome.SIZE, 0);
        queue.leave();
        assertThat(waits.join().status()).isEqualTo(ReplyStatus.CLOSED);
    }

    @Test
    void aRecallIsNotMissedWhenItComesBeforeItIsAwaited() {
        put(PRODUCER, IN_A_ROW);
        lease(PRODUCER, LEASE);
        CompletableFuture<Reply> waits = ask(OTHER, QueueHome.SIZE, 0);
        assertThat(ask(PRODUCER, LeasedRoom.AWAIT_RECALL, LEASE).join().isOk()).isTrue();
        assertThat(lease(PRODUCER, LEASE)).as("more of one that is called back").isZero();
        giveBack();
        assertThat(waits).isDone();
        assertThat(ask(PRODUCER, LeasedRoom.AWAIT_RECALL, LEASE).join().status()).isEqualTo(ReplyStatus.NOT_NOW);
    }
}
