package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Rules L13 and L14: what a link may do better than the defaults. With the defaults the tests hold as well. */
public interface LinkShortcutContract extends TransportUnderTest {
    @KitTest
    @DisplayName("L13: offered frames stand in line with those that are sent")
    default void offersAndSendsAreInOrder() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            for (int number = 0; number < 4_000; number++) {
                var frame = Numbered.frame(number, Numbered.length(number, 0, 3_000));
                if (number % 3 == 0 || !child.link().offer(frame)) {
                    child.link().send(frame);
                }
            }
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(4_000);
        }
    }

    @KitTest
    @DisplayName("L13: an offer to a full channel does nothing, and says so")
    default void offersDoNotWait() {
        int bodyBytes = 64 << 10;
        int most = Math.toIntExact(2 * mostBytesUnderWay() / bodyBytes);
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            AtomicLong taken = new AtomicLong();
            CompletableFuture<@Nullable Void> offering = child.meanwhile(() -> {
                while (taken.get() < most && child.link().offer(Numbered.frame(taken.get(), bodyBytes))) {
                    taken.incrementAndGet();
                }
            });
            child.until("the offers have ended", offering::isDone);
            offering.join();
            assertThat(taken.get() * bodyBytes).as("bytes under way").isLessThan(mostBytesUnderWay());
            CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> {
                child.link().send(Numbered.frame(taken.get(), bodyBytes));
                child.link().closeOutput();
            });
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(taken.get() + 1);
            sending.join();
        }
    }

    @KitTest
    @DisplayName("L14: answers come in order, once, and one at a time, whoever delivers them")
    default void helpersDeliverInOrder() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.echo());
            Inbox inbox = child.start(Inbox.numbered());
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<@Nullable Void> rival = child.meanwhile(() -> {
                while (!done.get()) {
                    child.link().deliverUntil(done::get);
                    Thread.yield();
                }
            });
            for (int number = 0; number < 3_000; number++) {
                long next = number + 1L;
                child.link().send(Numbered.frame(number, number % 100 == 0 ? 200_000 : 40));
                if (!child.link().deliverUntil(() -> inbox.received() >= next)) {
                    Waiting.until("answer " + number, patience(), () -> inbox.received() >= next);
                }
            }
            done.set(true);
            rival.join();
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("answers").isEqualTo(3_000);
        }
    }

    @KitTest
    @DisplayName("L14: a link that is flooded, helped and closed ends once, and no helper is kept")
    default void helpersLeaveAtTheEnd() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.floodForEver(0, 5_000));
            Inbox inbox = child.start(Inbox.numbered());
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<@Nullable Void> helper = child.meanwhile(() -> {
                while (!done.get()) {
                    child.link().deliverUntil(done::get);
                }
            });
            Waiting.until("frames have come", patience(), () -> inbox.received() > 1_000);
            child.close();
            child.awaitEnd();
            child.link().deliverUntil(() -> false);
            done.set(true);
            child.until("the helper has left", helper::isDone);
            helper.join();
        }
    }
}
