package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.CyclicBarrier}. */
class BarrierSuiteTest extends OnEachTransport {
    private static Blocked<Integer> arriving(InterProcessBarrier barrier) {
        return here(barrier::await);
    }

    private static void assertBroken(InterProcessBarrier barrier) {
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(barrier::await);
        assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(() -> barrier.await(1, DAYS));
    }

    @Test
    void argumentsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> family().barrier(0));
        assertThatIllegalArgumentException().isThrownBy(() -> family().barrier(-1));
        InterProcessBarrier barrier = family().barrier(2);
        assertThatNullPointerException().isThrownBy(() -> barrier.await(1, null));
        assertThatNullPointerException().isThrownBy(() -> barrier.await(null));
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThat(barrier.getParties()).isEqualTo(2);
    }

    @Test
    void onePartyNeverWaits() throws Exception {
        InterProcessBarrier barrier = family().barrier(1);
        assertThat(barrier.await()).isZero();
        assertThat(barrier.await(0, MILLISECONDS)).isZero();
        assertThat(barrier.getNumberWaiting()).isZero();
    }

    @Test
    void partiesMeetAgainAndAgain() throws Exception {
        var actions = family().sharedLong(0);
        InterProcessBarrier barrier = family().barrier(2, actions::incrementAndGet);
        TaskFuture<Integer> other = elsewhere(() -> {
            int sum = 0;
            for (int round = 1; round <= 20; round++) {
                sum += barrier.await();
                if (actions.get() != 2 * round - 1) {
                    throw new AssertionError("The action is run once before anybody goes on: " + actions.get());
                }
                barrier.await();
            }
            return sum;
        });
        int sum = 0;
        for (int round = 1; round <= 20; round++) {
            sum += barrier.await();
            assertThat(actions.get()).isEqualTo(2 * round - 1);
            barrier.await();
        }
        assertThat(sum + other.get()).as("one of the two is the first each time").isEqualTo(20);
        assertThat(barrier.isBroken()).isFalse();
        assertThat(barrier.getNumberWaiting()).isZero();
    }

    @Test
    void arrivalsAreNumberedDownwards() throws Exception {
        InterProcessBarrier barrier = family().barrier(3);
        Blocked<Integer> first = arriving(barrier).awaitBlocked();
        assertThat(barrier.getNumberWaiting()).isEqualTo(1);
        Blocked<Integer> second = arriving(barrier).awaitBlocked();
        assertThat(elsewhere(barrier::getNumberWaiting).get()).isEqualTo(2);
        assertThat(elsewhere(barrier::await).get()).isZero();
        assertThat(first.value()).isEqualTo(2);
        assertThat(second.value()).isEqualTo(1);
    }

    @Test
    void anInterruptBreaksIt() throws Exception {
        InterProcessBarrier barrier = family().barrier(3);
        Blocked<Integer> other = arriving(barrier).awaitBlocked();
        Blocked<Integer> interrupted = arriving(barrier).awaitBlocked().interrupt();
        assertThat(interrupted.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(other.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertBroken(barrier);
    }

    @Test
    void whoComesInterruptedBreaksIt() throws Exception {
        InterProcessBarrier barrier = family().barrier(2);
        Blocked<Integer> other = arriving(barrier).awaitBlocked();
        assertEndsWhenInterruptedBefore(barrier::await);
        assertThat(other.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertBroken(barrier);
    }

    @Test
    void aTimeOutBreaksIt() throws Exception {
        InterProcessBarrier barrier = family().barrier(3);
        Blocked<Integer> other = arriving(barrier).awaitBlocked();
        Blocked<Integer> late = here(() -> assertWaits(() -> barrier.await(SHORTLY.toMillis(), MILLISECONDS)));
        assertThat(late.thrown()).isInstanceOf(TimeoutException.class);
        assertThat(other.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertBroken(barrier);
    }

    @Test
    void noTimeBreaksItAtOnce() {
        InterProcessBarrier barrier = family().barrier(2);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> barrier.await(0, DAYS));
        assertBroken(barrier);
        barrier.reset();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> barrier.await(-1, DAYS));
        assertBroken(barrier);
    }

    @Test
    void resetBreaksTheWaitingOnly() throws Exception {
        InterProcessBarrier barrier = family().barrier(2);
        Blocked<Integer> first = arriving(barrier).awaitBlocked();
        elsewhere(() -> {
            barrier.reset();
            return true;
        }).get();
        assertThat(first.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isFalse();
        Blocked<Integer> again = arriving(barrier).awaitBlocked();
        assertThat(barrier.await()).isZero();
        assertThat(again.value()).isEqualTo(1);
    }

    @Test
    void resetRepairs() throws Exception {
        InterProcessBarrier barrier = family().barrier(2);
        arriving(barrier).awaitBlocked().interrupt().thrown();
        assertBroken(barrier);
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        Blocked<Integer> first = arriving(barrier).awaitBlocked();
        assertThat(elsewhere(barrier::await).get()).isZero();
        assertThat(first.value()).isEqualTo(1);
        barrier.reset();
        assertThat(barrier.isBroken()).as("after a reset when nobody waits").isFalse();
    }

    @Test
    void anActionThatFailsBreaksIt() throws Exception {
        InterProcessBarrier barrier = family().barrier(2, () -> {
            throw new IllegalStateException("on purpose");
        });
        Blocked<Integer> first = arriving(barrier).awaitBlocked();
        assertThatIllegalStateException().isThrownBy(barrier::await).withMessage("on purpose");
        assertThat(first.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertBroken(barrier);
    }

    @Test
    void interruptsAfterwardsDoNotBreakIt() throws Exception {
        InterProcessBarrier barrier = family().barrier(2);
        Blocked<Boolean> first = here(() -> {
            barrier.await();
            Thread.currentThread().interrupt();
            return barrier.isBroken();
        });
        barrier.await();
        assertThat(first.value()).isFalse();
        Await.until("nobody waits", PATIENCE, () -> barrier.getNumberWaiting() == 0);
    }
}
