package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.tck.family.harness.Blocked;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.CountDownLatch}. */
class LatchSuiteTest extends OnEachTransport {
    private static Blocked<Long> waiting(InterProcessLatch latch) {
        return here(() -> {
            latch.await();
            return latch.getCount();
        });
    }

    @Test
    void argumentsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> family().latch(-1));
        InterProcessLatch latch = family().latch(1);
        assertThatNullPointerException().isThrownBy(() -> latch.await(1, null));
        assertThatNullPointerException().isThrownBy(() -> latch.await(null));
        assertThat(latch.getCount()).isEqualTo(1);
    }

    @Test
    void nothingToCountIsOpen() throws Exception {
        InterProcessLatch latch = family().latch(0);
        latch.await();
        assertThat(latch.await(0, MILLISECONDS)).isTrue();
        assertThat(latch.await(-1, DAYS)).isTrue();
        latch.countDown();
        assertThat(latch.getCount()).isZero();
    }

    @Test
    void allWaitUntilZero() throws Exception {
        InterProcessLatch latch = family().latch(2);
        Blocked<Long> first = waiting(latch).awaitBlocked();
        Blocked<Boolean> second = here(() -> latch.await(PATIENCE)).awaitBlocked();
        latch.countDown();
        assertThat(latch.getCount()).isEqualTo(1);
        assertThat(first.awaitBlocked().isDone()).isFalse();
        elsewhere(() -> {
            latch.countDown();
            return true;
        }).get();
        assertThat(first.value()).isZero();
        assertThat(second.value()).isTrue();
        latch.countDown();
        assertThat(latch.getCount()).isZero();
        latch.await();
    }

    @Test
    void theOtherProcessWaits() throws Exception {
        InterProcessLatch latch = family().latch(1);
        var future = elsewhere(() -> {
            latch.await();
            return latch.getCount();
        });
        assertThat(latch.await(SHORTLY)).isFalse();
        latch.countDown();
        assertThat(future.get()).isZero();
    }

    @Test
    void timedWaitsGiveUp() throws Exception {
        InterProcessLatch latch = family().latch(1);
        assertThat(assertWaits(() -> latch.await(SHORTLY.toMillis(), MILLISECONDS))).isFalse();
        assertThat(assertWaits(() -> latch.await(SHORTLY))).isFalse();
        assertThat(latch.await(0, DAYS)).isFalse();
        assertThat(latch.await(Long.MIN_VALUE, DAYS)).isFalse();
        assertThat(latch.getCount()).isEqualTo(1);
    }

    @Test
    void waitsAreInterrupted() throws Exception {
        InterProcessLatch latch = family().latch(1);
        assertInterruptible(() -> {
            latch.await();
            return true;
        });
        assertInterruptible(() -> latch.await(Long.MAX_VALUE, DAYS));
        assertInterruptible(() -> latch.await(PATIENCE));
        latch.countDown();
        assertEndsWhenInterruptedBefore(() -> {
            latch.await();
            return true;
        });
    }
}
