package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.TransportException;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Orphan;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Rule L11, and L9 as far as a death tears frames: processes are killed at any moment, with SIGKILL. */
public interface LinkDeathContract extends TransportUnderTest {
    private static void atARandomMoment() throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(15), ThreadLocalRandom.current().nextInt(1_000_000));
    }

    @KitTest
    @DisplayName("L9, L11: a child killed in the midst of large frames; the parent gets whole ones only, then the end")
    default void aChildIsKilledWhileItSendsLargeFrames() throws InterruptedException {
        killWhileSending(5, 100_000, 1_000_000);
    }

    @KitTest
    @DisplayName("L9, L11: a child killed in the midst of small frames; the parent gets whole ones only, then the end")
    default void aChildIsKilledWhileItSendsSmallFrames() throws InterruptedException {
        killWhileSending(3, 0, 300);
    }

    private void killWhileSending(int rounds, int least, int most) throws InterruptedException {
        try (Family family = Family.ofProcesses(this)) {
            for (int round = 0; round < rounds; round++) {
                Peer child = family.start(Script.floodForEver(least, most));
                Inbox inbox = child.start(Inbox.numbered());
                child.until("some frames have come", () -> inbox.received() > 3);
                atARandomMoment();
                child.kill();
                child.awaitEnd();
            }
        }
    }

    @KitTest
    @DisplayName("L11: all frames whose send had returned when the child died arrive, even if nobody has read any yet")
    default void whatADeadChildHadSentArrives() {
        try (Family family = Family.ofProcesses(this)) {
            Peer child = family.start(Script.flood(20, 1000, 1000).then(Script.Finish.HALT));
            child.awaitExit();
            Inbox inbox = child.start(Inbox.numbered());
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(20);
        }
    }

    @KitTest
    @DisplayName("L11: all frames of a child that dies right after its last send arrive")
    default void aChildThatDiesAfterItsLastSendLosesNothing() {
        try (Family family = Family.ofProcesses(this)) {
            Peer child = family.start(Script.flood(200, 0, 200_000).then(Script.Finish.HALT));
            Inbox inbox = child.start(Inbox.numbered());
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(200);
        }
    }

    @KitTest
    @DisplayName("L11: the death of an idle child is an end")
    default void anIdleChildIsKilled() {
        try (Family family = Family.ofProcesses(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            child.kill();
            child.awaitOrderlyEnd();
        }
    }

    @KitTest
    @DisplayName("L7, L11: a send that is blocked when the child dies fails at the latest when the link is closed")
    default void aChildIsKilledWhileTheParentsSendIsBlocked() {
        try (Family family = Family.ofProcesses(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            CompletableFuture<@Nullable Void> sending = sendUntilBlocked(child);
            child.kill();
            child.awaitEnd();
            child.close();
            child.until("the blocked send has ended", sending::isDone);
            assertThat(sending.exceptionNow()).isInstanceOf(TransportException.class);
        }
    }

    @KitTest
    @DisplayName("L7, L11: close returns though the child is stuck; when it is killed, the blocked send ends too")
    default void aStuckChildIsClosedThenKilled() {
        try (Family family = Family.ofProcesses(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            CompletableFuture<@Nullable Void> sending = sendUntilBlocked(child);
            child.close();
            child.kill();
            child.until("the blocked send has ended", sending::isDone);
            assertThat(sending.exceptionNow()).isInstanceOf(TransportException.class);
            child.awaitOrderlyEnd();
        }
    }

    private CompletableFuture<@Nullable Void> sendUntilBlocked(Peer child) {
        AtomicLong sent = new AtomicLong();
        CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> {
            while (true) {
                child.link().send(Numbered.frame(sent.get(), 50_000));
                sent.incrementAndGet();
            }
        });
        child.awaitReport("first");
        Waiting.untilStill("the number of frames sent", patience(), Long.MAX_VALUE, sent::get);
        return sending;
    }

    @KitTest
    @DisplayName("L9, L11: a parent killed while it sends; the child gets whole frames only, then the end")
    default void theParentIsKilledWhileItSends() throws InterruptedException {
        killParent(Script.sink().closeAtEnd());
    }

    @KitTest
    @DisplayName("L9, L11: a parent killed while both send; the child gets whole frames only, then the end")
    default void theParentIsKilledWhileBothSend() throws InterruptedException {
        killParent(Script.floodForEver(100_000, 1_000_000).closeAtEnd());
    }

    private void killParent(Script script) throws InterruptedException {
        try (Family family = Family.ofProcesses(this)) {
            for (int round = 0; round < 2; round++) {
                Orphan child = family.startWithParent(script);
                child.awaitReport("first");
                atARandomMoment();
                child.killParent();
                child.awaitEndAtChild();
                child.awaitExit();
            }
        }
    }
}
