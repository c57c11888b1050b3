package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Rules L7 and L10: a link is closed, at any moment, by any thread, or by a handler that throws. */
public interface LinkCloseContract extends TransportUnderTest {
    @KitTest
    @DisplayName("L7: when the parent closes, the child gets all that was sent, then the end; so does the parent")
    default void theParentCloses() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().then(Script.Finish.STAY));
            child.start(Inbox.numbered());
            child.send(0, 50, 1000);
            child.link().close();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(50);
            child.open(Script.LEAVE);
            child.awaitOrderlyEnd();
        }
    }

    @KitTest
    @DisplayName("L7: when the child closes and lives on, the parent gets all that was sent, then the end")
    default void theChildCloses() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(50, 1000, 1000).then(Script.Finish.CLOSE_AND_STAY));
            Inbox inbox = child.start(Inbox.numbered());
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(50);
            child.open(Script.LEAVE);
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: a close of a link that is full in both directions costs the other side nothing that was sent to it")
    default void closingWithUnreadInputLosesNothing() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(
                    Script.floodForEver(10_000, 10_000).holdAt(0).tellProgress().closeAtEnd());
            Waiting.untilStill("the number of frames sent by the child", patience(), Long.MAX_VALUE,
                    () -> Long.parseLong(child.awaitReport("sent")));
            AtomicLong sent = new AtomicLong();
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> sendForEver(child, sent));
            Waiting.untilStill("the number of frames sent", patience(), Long.MAX_VALUE, sent::get);
            child.close();
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received by the child")
                    .isBetween(sent.get(), sent.get() + 1);
            awaitFailure(child, sending);
            assertThat(child.awaitReport("sendFailed")).as("how the child's send ended").contains("TransportException");
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: a close while the own send is blocked returns at once; the send fails, and nothing torn arrives")
    default void closingWhileSendIsBlocked() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            AtomicLong sent = new AtomicLong();
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> sendForEver(child, sent));
            child.awaitReport("first");
            Waiting.untilStill("the number of frames sent", patience(), Long.MAX_VALUE, sent::get);
            child.close();
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received by the child")
                    .isBetween(sent.get(), sent.get() + 1);
            awaitFailure(child, sending);
            child.awaitOrderlyEnd();
        }
    }

    @KitTest
    @DisplayName("L7: a close while frames are being sent; every frame whose send returned arrives")
    default void closingWhileSending() {
        try (Family family = Family.of(this)) {
            for (int round = 0; round < 5; round++) {
                Peer child = family.start(Script.sink());
                child.start(Inbox.numbered());
                AtomicLong sent = new AtomicLong();
                CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> sendForEver(child, sent));
                long some = 5L * round;
                child.until("some frames have been sent", () -> sent.get() >= some);
                child.close();
                awaitFailure(child, sending);
                assertThat(child.awaitEndAtChild()).as("frames received by the child, round %s", round)
                        .isBetween(sent.get(), sent.get() + 1);
                child.awaitOrderlyEnd();
            }
        }
    }

    @KitTest
    @DisplayName("L7: a child that closes while its send is blocked; the parent gets what was sent, then the end")
    default void theChildClosesWhileItsSendIsBlocked() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(
                    Script.floodForEver(50_000, 50_000).tellProgress().closeAtGate().then(Script.Finish.CLOSE));
            long sent = Waiting.untilStill("the number of frames sent", patience(), Long.MAX_VALUE,
                    () -> Long.parseLong(child.awaitReport("sent")));
            child.open(Script.CLOSE);
            child.awaitReport("closed");
            Inbox inbox = child.start(Inbox.numbered());
            child.awaitEnd();
            assertThat(inbox.received()).as("frames received").isBetween(sent, sent + 1);
            assertThat(child.awaitReport("sendFailed")).as("how the child's send ended").contains("TransportException");
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: a close while frames come in is an end without a cause, and nobody stays blocked")
    default void closingWhileReceiving() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.floodForEver(100_000, 500_000).closeAtEnd());
            Inbox inbox = child.start(Inbox.numbered());
            child.until("some frames have come", () -> inbox.received() > 5);
            child.link().close();
            child.awaitOrderlyEnd();
            assertThat(child.awaitReport("sendFailed")).as("how the child's send ended").contains("TransportException");
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: any number of threads may close, again and again")
    default void manyThreadsClose() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            child.send(0, 20, 1000);
            List<CompletableFuture<@Nullable Void>> closing =
                    Stream.generate(() -> child.meanwhile(child.link()::close))
                            .limit(8)
                            .toList();
            closing.forEach(CompletableFuture::join);
            assertThatCode(child.link()::close).as("one more close").doesNotThrowAnyException();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(20);
            child.awaitExit();
            child.awaitOrderlyEnd();
        }
    }

    @KitTest
    @DisplayName("L7: a handler may close its own link")
    default void aHandlerCloses() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.floodForEver(1000, 1000).closeAtEnd());
            child.start(Inbox.numbered(frame -> child.link().close()));
            child.awaitOrderlyEnd();
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: a link that was never started can be closed")
    default void closingBeforeStart() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.send(0, 5, 1000);
            child.link().close();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(5);
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L7: on a closed link send fails, and everything else does nothing")
    default void callsAfterClose() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            child.link().close();
            assertThatThrownBy(() -> child.link().send(Numbered.frame(0, 10))).isInstanceOf(TransportException.class);
            assertThatCode(child.link()::closeOutput).doesNotThrowAnyException();
            assertThatCode(child.link()::peerDied).doesNotThrowAnyException();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isZero();
        }
    }

    @KitTest
    @DisplayName("L7: a send to a side that has closed fails at the latest when this side closes too")
    default void sendingToAClosedSideFails() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(1, 10, 10).then(Script.Finish.CLOSE));
            child.start(Inbox.numbered());
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> sendForEver(child, new AtomicLong()));
            child.awaitEnd();
            child.close();
            awaitFailure(child, sending);
        }
    }

    @KitTest
    @DisplayName("L10: an exception from the parent's handler ends the link, and is the end's cause's cause")
    default void theHandlerThrowsAnException() {
        handlerThrows(new IllegalStateException("thrown on purpose"));
    }

    @KitTest
    @DisplayName("L10: an error from the parent's handler ends the link, and is the end's cause's cause")
    default void theHandlerThrowsAnError() {
        handlerThrows(new StackOverflowError("thrown on purpose"));
    }

    @KitTest
    @DisplayName("L10: a handler's TransportException, say of another link, is not taken for one of this link")
    default void theHandlerThrowsATransportException() {
        handlerThrows(new TransportException("thrown on purpose"));
    }

    private void handlerThrows(Throwable thrown) {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(10, 1000, 1000));
            Inbox inbox = child.start(Inbox.numbered(frame -> LinkCloseContract.<RuntimeException>sneakyThrow(thrown)));
            assertThat(child.awaitEnd()).isInstanceOf(TransportException.class).hasCause(thrown);
            assertThat(inbox.received()).as("frames delivered, the fatal one included").isEqualTo(1);
            assertThatThrownBy(() -> child.link().send(Numbered.frame(0, 10))).isInstanceOf(TransportException.class);
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isZero();
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L10: an exception from the child's handler ends the link for both")
    default void theChildsHandlerThrows() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().throwAt(3));
            child.start(Inbox.numbered());
            child.send(0, 4, 1000);
            child.awaitEnd();
            assertThat(child.awaitEndAtChild()).as("frames delivered, the fatal one included").isEqualTo(4);
            assertThat(child.awaitReport("cause")).as("the cause of the child's end").contains("thrown on purpose");
            child.awaitExit();
        }
    }

    private static void awaitFailure(Peer child, CompletableFuture<@Nullable Void> sending) {
        child.until("the blocked send has ended", sending::isDone);
        assertThat(sending.exceptionNow()).isInstanceOf(TransportException.class);
    }

    private static void sendForEver(Peer child, AtomicLong sent) {
        while (true) {
            child.link().send(Numbered.frame(sent.get(), 50_000));
            sent.incrementAndGet();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
