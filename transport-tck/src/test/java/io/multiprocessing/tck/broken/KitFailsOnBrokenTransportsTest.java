package io.multiprocessing.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.Alone;
import io.multiprocessing.tck.LinkCloseContract;
import io.multiprocessing.tck.LinkFlowContract;
import io.multiprocessing.tck.LinkHalfCloseContract;
import io.multiprocessing.tck.LinkLeakContract;
import io.multiprocessing.tck.LinkOrderContract;
import io.multiprocessing.tck.TransportUnderTest;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** For each way to break a rule, the theme of the kit that is about it must fail, in a test that names the rule. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("KitFailsOnBrokenTransportsTest.fault")
@ResourceLock(value = Alone.PROCESS, mode = ResourceAccessMode.READ)
class KitFailsOnBrokenTransportsTest {
    private static UnaryOperator<Link> fault = UnaryOperator.identity();
    private static Duration patience = Duration.ofSeconds(30);

    private static void assertFails(String rule, Class<? extends Broken> theme, UnaryOperator<Link> broken) {
        fault = broken;
        patience = Duration.ofMillis(400);
        KitRun run = KitRun.of(theme);
        assertThat(run.failedFor(rule))
                .as("the kit finds that %s is broken; it failed: %s; it passed: %s", rule, run.failed(),
                        run.succeeded())
                .isTrue();
    }

    @Test
    void theThemesPassWhenNothingIsBroken() {
        fault = UnaryOperator.identity();
        patience = Duration.ofSeconds(30);
        for (Class<?> theme : new Class<?>[] {Order.class, HalfClose.class}) {
            assertThat(KitRun.of(theme).failed()).as(theme.getSimpleName()).isEmpty();
        }
    }

    @Test
    void reordering() {
        assertFails("L1", Order.class, SendingFaults.Reorders::new);
    }

    @Test
    void doubling() {
        assertFails("L1", Order.class, SendingFaults.Doubles::new);
    }

    @Test
    void merging() {
        assertFails("L2", Order.class, SendingFaults.Merges::new);
    }

    @Test
    void corrupting() {
        assertFails("L2", Order.class, SendingFaults.Corrupts::new);
    }

    @Test
    void reusingABuffer() {
        assertFails("L2", Order.class, ReceivingFaults.ReusesItsBuffer::new);
    }

    @Test
    void bufferingWithoutBound() {
        assertFails("L4", Flow.class, SendingFaults.BuffersWithoutBound::new);
    }

    @Test
    void deliveringAtOnce() {
        assertFails("L5", Flow.class, ReceivingFaults.DeliversAtOnce::new);
    }

    @Test
    void losingWhatCameBeforeStart() {
        assertFails("L5", Flow.class, ReceivingFaults.LosesWhatCameBeforeStart::new);
    }

    @Test
    void endingTwice() {
        assertFails("L6", HalfClose.class, ReceivingFaults.EndsTwice::new);
    }

    @Test
    void neverEnding() {
        assertFails("L6", HalfClose.class, ReceivingFaults.NeverEnds::new);
    }

    @Test
    void droppingTheLastFrame() {
        assertFails("L6", HalfClose.class, SendingFaults.DropsTheLastFrame::new);
    }

    @Test
    void halfClosingBothDirections() {
        assertFails("L6", HalfClose.class, SendingFaults.HalfClosesBoth::new);
    }

    @Test
    void sendingAfterTheHalfClose() {
        assertFails("L6", HalfClose.class, SendingFaults.SendsAfterHalfClose::new);
    }

    @Test
    void ignoringClose() {
        assertFails("L7", Close.class, ReceivingFaults.IgnoresClose::new);
    }

    @Test
    void waitingInClose() {
        assertFails("L7", Close.class, ReceivingFaults.ClosesSlowly::new);
    }

    @Test
    void yieldingToInterrupts() {
        assertFails("L8", Flow.class, SendingFaults.YieldsToInterrupts::new);
    }

    @Test
    void swallowingInterrupts() {
        assertFails("L8", Flow.class, SendingFaults.SwallowsInterrupts::new);
    }

    @Test
    void ignoringFailingHandlers() {
        assertFails("L10", Close.class, ReceivingFaults.IgnoresFailingHandlers::new);
    }

    @Test
    void leakingAThread() {
        assertFails("L12", Leak.class, ReceivingFaults.LeaksAThread::new);
    }

    @Test
    void spinning() {
        assertFails("L12", Leak.class, ReceivingFaults.Spins::new);
    }

    private interface Broken extends TransportUnderTest {
        @Override
        default Transport newTransport() {
            return new BrokenTransport(fault);
        }

        @Override
        default boolean crossesProcesses() {
            return false;
        }

        @Override
        default Duration patience() {
            return patience;
        }
    }

    static class Order implements Broken, LinkOrderContract {}

    /** Its tests wait for a standstill, which takes longer than the others' patience. */
    static class Flow implements Broken, LinkFlowContract {
        @Override
        public Duration patience() {
            return patience.multipliedBy(4);
        }
    }

    static class HalfClose implements Broken, LinkHalfCloseContract {}

    static class Close implements Broken, LinkCloseContract {}

    static class Leak implements Broken, LinkLeakContract {}
}
