package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Footprint;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.ProcessorTime;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;

/** Rule L12, and that an idle link costs nothing. */
public interface LinkLeakContract extends TransportUnderTest {
    @Alone
    @KitTest
    @DisplayName("L12: twenty children that came and went in every way leave no descriptor, thread, process, file or mapping")
    default void nothingIsLeftBehind() {
        liveAndDie(5);
        Footprint before = Footprint.of(this);
        liveAndDie(20);
        try {
            Waiting.until("nothing is left", patience(), () -> left(before).isEmpty());
        } catch (ConditionTimeoutException e) {
            assertThat(left(before)).as("what is left after %s", patience()).isEmpty();
        }
    }

    private Set<String> left(Footprint before) {
        return Footprint.of(this).without(before);
    }

    /** So many children, a few at the same time. */
    private void liveAndDie(int children) {
        try (Family family = Family.of(this)) {
            for (int first = 0; first < children; first += 5) {
                Family.together(List.<Supplier<Peer>>of(
                        () -> partInOrder(family),
                        () -> closeWhileReceiving(family),
                        () -> killWhileReceiving(family),
                        () -> letTheHandlerThrow(family),
                        () -> closeUnused(family)));
                family.transport().invite("nobody").close();
            }
        }
    }

    private static Peer partInOrder(Family family) {
        Peer child = family.start(Script.sink(20));
        child.start(Inbox.numbered());
        child.send(0, 20, 5000);
        child.link().closeOutput();
        child.awaitOrderlyEnd();
        child.link().close();
        child.awaitExit();
        return child;
    }

    private static Peer closeWhileReceiving(Family family) {
        Peer child = family.start(Script.floodForEver(0, 100_000).closeAtEnd());
        Inbox inbox = child.start(Inbox.numbered());
        child.until("some frames have come", () -> inbox.received() > 5);
        child.link().close();
        child.awaitOrderlyEnd();
        return child;
    }

    private Peer killWhileReceiving(Family family) {
        Peer child = family.start(Script.floodForEver(0, 100_000));
        Inbox inbox = child.start(Inbox.numbered());
        child.until("some frames have come", () -> inbox.received() > 5);
        if (crossesProcesses()) {
            child.kill();
            child.awaitEnd();
        }
        child.link().close();
        return child;
    }

    private static Peer letTheHandlerThrow(Family family) {
        Peer child = family.start(Script.flood(5, 100, 100));
        child.start(Inbox.numbered(frame -> {
            throw new IllegalStateException("thrown on purpose");
        }));
        assertThat(child.awaitEnd()).hasRootCauseMessage("thrown on purpose");
        return child;
    }

    private static Peer closeUnused(Family family) {
        Peer child = family.start(Script.flood(5, 100, 100).closeAtEnd());
        child.link().close();
        return child;
    }

    @Alone
    @KitTest
    @DisplayName("L12: an idle link burns no processor time, neither here nor in the child")
    default void idleLinksDoNotSpin() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(5));
            child.start(Inbox.numbered());
            child.send(0, 5, 1000);
            ProcessHandle process = ProcessHandle.of(Long.parseLong(child.awaitReport("pid"))).orElseThrow();
            double least = Double.MAX_VALUE;
            for (int look = 0; look < 10 && least >= 0.3; look++) {
                least = Math.min(least, ProcessorTime.whileThisThreadWorks(process));
            }
            assertThat(least)
                    .as("processor time of all other threads and the child, to that of one busy thread meanwhile")
                    .isLessThan(0.3);
            child.link().closeOutput();
            child.awaitOrderlyEnd();
        }
    }
}
