package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Rules L3, L4, L5 and L8: which threads call, who waits for whom, and how much is under way. */
public interface LinkFlowContract extends TransportUnderTest {
    /** Makes many frames of what is more than may be under way. */
    private static int flood(TransportUnderTest test, int bodyBytes) {
        return Math.toIntExact(2 * test.mostBytesUnderWay() / bodyBytes);
    }

    @KitTest
    @DisplayName("L3: both sides flood each other at the same time and neither gets stuck")
    default void bothSidesFloodEachOther() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(600, 0, 200_000));
            Inbox inbox = child.start(Inbox.numbered());
            for (long number = 0; number < 600; number++) {
                child.link().send(Numbered.frame(number, Numbered.length(number, 0, 200_000)));
            }
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(600);
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(600);
        }
    }

    @KitTest
    @DisplayName("L3: threads of both kinds take turns in sending")
    default void threadsTakeTurnsInSending() throws InterruptedException {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            for (int number = 0; number < 60; number++) {
                int own = number;
                Thread.Builder builder = number % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
                builder.start(() -> child.send(own, own + 1, 10_000)).join();
            }
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(60);
        }
    }

    @KitTest
    @DisplayName("L4: a parent that sends to a busy child is held back, and goes on when the child does")
    default void aBusyChildHoldsTheParentBack() {
        int bodyBytes = 64 << 10;
        int count = flood(this, bodyBytes);
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            AtomicLong sent = new AtomicLong();
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> {
                while (sent.get() < count) {
                    child.link().send(Numbered.frame(sent.get(), bodyBytes));
                    sent.incrementAndGet();
                }
                child.link().closeOutput();
            });
            child.awaitReport("first");
            long bytes = Waiting.untilStill("the number of bytes sent", patience(), (long) count * bodyBytes,
                    () -> sent.get() * bodyBytes);
            assertThat(bytes).as("bytes under way to a child that takes nothing").isLessThan(mostBytesUnderWay());
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received in the end").isEqualTo(count);
            sending.join();
        }
    }

    @KitTest
    @DisplayName("L4: a child that sends to a busy parent is held back, and goes on when the parent does")
    default void aBusyParentHoldsTheChildBack() {
        int bodyBytes = 64 << 10;
        int count = flood(this, bodyBytes);
        try (Family family = Family.of(this)) {
            CountDownLatch goOn = new CountDownLatch(1);
            Peer child = family.start(Script.flood(count, bodyBytes, bodyBytes).tellProgress());
            Inbox inbox = child.start(Inbox.numbered(frame -> awaitUninterruptibly(goOn)));
            assertThat(bytesSent(child, count, bodyBytes))
                    .as("bytes under way to a parent that takes nothing")
                    .isLessThan(mostBytesUnderWay());
            goOn.countDown();
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received in the end").isEqualTo(count);
        }
    }

    @KitTest
    @DisplayName("L4: many small frames fill the channel as large ones do")
    default void smallFramesAreHeldBackToo() {
        int count = flood(this, 1 << 10);
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            AtomicLong sent = new AtomicLong();
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> {
                while (sent.get() < count) {
                    child.link().send(Numbered.frame(sent.get(), 1 << 10));
                    sent.incrementAndGet();
                }
                child.link().closeOutput();
            });
            child.awaitReport("first");
            long frames = Waiting.untilStill("the number of frames sent", patience(), count, sent::get);
            assertThat(frames << 10).as("bytes under way").isLessThan(mostBytesUnderWay());
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received in the end").isEqualTo(count);
            sending.join();
        }
    }

    @KitTest
    @DisplayName("L4: a busy handler on one side does not hold back the other direction")
    default void directionsAreIndependent() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(300, 0, 100_000).holdAt(0));
            Inbox inbox = child.start(Inbox.numbered());
            child.send(0, 1, 100);
            child.until("all frames of the busy child have come", () -> inbox.received() == 300);
            child.open(Script.HANDLER);
            child.link().closeOutput();
            child.awaitOrderlyEnd();
        }
    }

    @KitTest
    @DisplayName("L5: what came before start is not lost, nor is the end")
    default void nothingIsLostBeforeTheParentStarts() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(40, 100, 100));
            child.awaitReport("sentAll");
            Inbox inbox = child.start(Inbox.numbered());
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(40);
        }
    }

    @KitTest
    @DisplayName("L5: a child that starts late gets what came before")
    default void nothingIsLostBeforeTheChildStarts() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(3).late());
            Inbox inbox = child.start(Inbox.numbered());
            child.send(0, 40, 100);
            child.link().closeOutput();
            child.open(Script.START);
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(40);
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(3);
        }
    }

    @KitTest
    @DisplayName("L4, L5: a side that has not started holds the other back, and loses nothing")
    default void aLinkThatIsNotStartedHoldsBack() {
        int bodyBytes = 128 << 10;
        int count = flood(this, bodyBytes);
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(count, bodyBytes, bodyBytes).tellProgress());
            assertThat(bytesSent(child, count, bodyBytes)).as("bytes under way").isLessThan(mostBytesUnderWay());
            Inbox inbox = child.start(Inbox.numbered());
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(count);
        }
    }

    @KitTest
    @DisplayName("L5: start may be called once")
    default void startTwiceFails() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(1));
            Inbox inbox = child.start(Inbox.numbered());
            assertThatThrownBy(() -> child.link().start(Inbox.numbered())).isInstanceOf(IllegalStateException.class);
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames that went to the first handler").isEqualTo(1);
        }
    }

    @KitTest
    @DisplayName("L8: a platform thread that is interrupted sends all the same, and stays interrupted")
    default void aPlatformThreadThatIsInterruptedSends() throws InterruptedException {
        sendInterrupted(Thread.ofPlatform());
    }

    @KitTest
    @DisplayName("L8: a virtual thread that is interrupted sends all the same, and stays interrupted")
    default void aVirtualThreadThatIsInterruptedSends() throws InterruptedException {
        sendInterrupted(Thread.ofVirtual());
    }

    /** What a child has sent when it does not go on, or all of it. */
    private long bytesSent(Peer child, int count, int bodyBytes) {
        child.awaitReport("sent");
        return Waiting.untilStill("the number of bytes sent", patience(), (long) count * bodyBytes,
                () -> Long.parseLong(child.awaitReport("sent")) * bodyBytes);
    }

    private void sendInterrupted(Thread.Builder threads) throws InterruptedException {
        int bodyBytes = 64 << 10;
        int count = flood(this, bodyBytes);
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(1).holdAt(2));
            Inbox inbox = child.start(Inbox.numbered());
            AtomicLong sent = new AtomicLong();
            AtomicBoolean stayed = new AtomicBoolean();
            Thread sender = threads.start(() -> {
                Thread.currentThread().interrupt();
                while (sent.get() < count) {
                    child.link().send(Numbered.frame(sent.get(), bodyBytes));
                    sent.incrementAndGet();
                }
                stayed.set(Thread.currentThread().isInterrupted());
                child.link().closeOutput();
            });
            Waiting.untilStill("the number of frames sent", patience(), count, sent::get);
            sender.interrupt();
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(count);
            sender.join();
            assertThat(stayed).as("the interrupt status after sending").isTrue();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames that came back").isEqualTo(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
