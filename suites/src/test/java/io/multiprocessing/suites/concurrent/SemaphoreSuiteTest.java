package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Blocked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.Semaphore}, the fair one. */
class SemaphoreSuiteTest extends OnEachTransport {
    private static Blocked<Boolean> acquiring(InterProcessSemaphore semaphore, int permits) {
        return here(() -> {
            semaphore.acquire(permits);
            return true;
        });
    }

    @Test
    void negativeNumbersAreRefused() {
        InterProcessSemaphore semaphore = family().semaphore(1);
        assertThatIllegalArgumentException().isThrownBy(() -> family().semaphore(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.acquire(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.acquireUninterruptibly(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.tryAcquire(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.tryAcquire(-1, 1, DAYS));
        assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(-1));
        assertThatNullPointerException().isThrownBy(() -> semaphore.tryAcquire(1, null));
        assertThatNullPointerException().isThrownBy(() -> semaphore.tryAcquire(1, 1, null));
        assertThatNullPointerException().isThrownBy(() -> semaphore.tryAcquire(null));
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void noPermitsAreAlwaysThere() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(0);
        semaphore.acquire(0);
        semaphore.acquireUninterruptibly(0);
        assertThat(semaphore.tryAcquire(0)).isTrue();
        assertThat(semaphore.tryAcquire(0, 1, MILLISECONDS)).isTrue();
        semaphore.release(0);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void permitsAreCounted() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(3);
        semaphore.acquire();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.acquireUninterruptibly(2);
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release(2);
        assertThat(semaphore.tryAcquire(3)).isFalse();
        assertThat(semaphore.tryAcquire(2)).isTrue();
        semaphore.release();
        semaphore.release();
        semaphore.release();
        semaphore.release();
        assertThat(semaphore.availablePermits()).as("released without having been acquired").isEqualTo(4);
        assertThat(semaphore.drainPermits()).isEqualTo(4);
        assertThat(semaphore.drainPermits()).isZero();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void timedAcquireGivesUp() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(1);
        assertThat(assertWaits(() -> semaphore.tryAcquire(2, SHORTLY.toMillis(), MILLISECONDS))).isFalse();
        assertThat(semaphore.tryAcquire(0, DAYS)).isTrue();
        assertThat(assertWaits(() -> semaphore.tryAcquire(SHORTLY.toMillis(), MILLISECONDS))).isFalse();
        assertThat(assertWaits(() -> semaphore.tryAcquire(SHORTLY))).isFalse();
        assertThat(semaphore.tryAcquire(0, DAYS)).isFalse();
        assertThat(semaphore.tryAcquire(-1, DAYS)).isFalse();
        assertThat(semaphore.tryAcquire(1, Long.MIN_VALUE, DAYS)).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire(1, -1, DAYS)).isTrue();
    }

    @Test
    void waitsAreInterrupted() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(1);
        semaphore.acquire();
        assertInterruptible(() -> {
            semaphore.acquire();
            return true;
        });
        assertInterruptible(() -> {
            semaphore.acquire(3);
            return true;
        });
        assertInterruptible(() -> semaphore.tryAcquire(Long.MAX_VALUE, DAYS));
        assertInterruptible(() -> semaphore.tryAcquire(2, 1, DAYS));
        assertInterruptible(() -> semaphore.tryAcquire(PATIENCE));
        semaphore.release();
        assertEndsWhenInterruptedBefore(() -> {
            semaphore.acquire();
            return true;
        });
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    @Test
    void uninterruptibleWaitsKeepTheInterrupt() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(0);
        Blocked<Boolean> waiting = here(() -> {
            semaphore.acquireUninterruptibly();
            return Thread.currentThread().isInterrupted();
        }).awaitBlocked().interrupt();
        assertThat(waiting.awaitBlocked().isDone()).isFalse();
        semaphore.release();
        assertThat(waiting.value()).isTrue();
    }

    @Test
    void releaseElsewhereWakes() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(0);
        Blocked<Boolean> waiting = acquiring(semaphore, 2).awaitBlocked();
        elsewhere(() -> {
            semaphore.release();
            return true;
        }).get();
        assertThat(waiting.awaitBlocked().isDone()).as("with one of two").isFalse();
        elsewhere(() -> {
            semaphore.release();
            return true;
        }).get();
        assertThat(waiting.value()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void whoCameFirstIsServedFirst() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(0);
        Blocked<Boolean> large = acquiring(semaphore, 2).awaitBlocked();
        Blocked<Boolean> small = acquiring(semaphore, 1).awaitBlocked();
        semaphore.release();
        assertThat(small.awaitBlocked().isDone()).as("ahead of who came first").isFalse();
        assertThat(semaphore.tryAcquire()).as("barges").isTrue();
        semaphore.release(3);
        assertThat(large.value()).isTrue();
        assertThat(small.value()).isTrue();
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void whoGivesUpLetsOthersPass() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(1);
        Blocked<Boolean> large = acquiring(semaphore, 2).awaitBlocked();
        Blocked<Boolean> small = acquiring(semaphore, 1).awaitBlocked();
        large.interrupt();
        assertThat(large.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(small.value()).isTrue();
    }

    @Test
    void permitsExcludeProcesses() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(1);
        var inside = family().sharedLong(0);
        List<Blocked<Boolean>> workers = new ArrayList<>();
        TaskFuture<Boolean> other = elsewhere(() -> {
            for (int i = 0; i < 100; i++) {
                semaphore.acquire();
                if (inside.incrementAndGet() != 1) {
                    return false;
                }
                inside.decrementAndGet();
                semaphore.release();
            }
            return true;
        });
        for (int worker = 0; worker < 2; worker++) {
            workers.add(here(() -> {
                boolean alone = true;
                for (int i = 0; i < 100; i++) {
                    semaphore.acquireUninterruptibly();
                    alone &= inside.incrementAndGet() == 1;
                    inside.decrementAndGet();
                    semaphore.release();
                }
                return alone;
            }));
        }
        assertThat(other.get()).isTrue();
        for (Blocked<Boolean> worker : workers) {
            assertThat(worker.value()).isTrue();
        }
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }
}
