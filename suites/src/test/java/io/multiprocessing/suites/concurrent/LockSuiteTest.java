package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.InterProcessLock;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.locks.ReentrantLock}, the fair one. */
class LockSuiteTest extends OnEachTransport {
    private static Blocked<Boolean> locking(InterProcessLock lock) {
        return here(() -> {
            lock.lock();
            lock.unlock();
            return true;
        });
    }

    @Test
    void nullsAreRefused() {
        InterProcessLock lock = family().lock();
        assertThatNullPointerException().isThrownBy(() -> lock.tryLock(1, null));
        assertThatNullPointerException().isThrownBy(() -> lock.tryLock(null));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void onlyItsOwnerUnlocks() throws Exception {
        InterProcessLock lock = family().lock();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
        lock.lock();
        assertThat(here(() -> {
            lock.unlock();
            return true;
        }).thrown()).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
    }

    @Test
    void holdsAreCounted() throws Exception {
        InterProcessLock lock = family().lock();
        for (int holds = 0; holds < 20; holds++) {
            assertThat(lock.getHoldCount()).isEqualTo(holds);
            assertThat(lock.isLocked()).isEqualTo(holds > 0);
            assertThat(lock.isHeldByCurrentThread()).isEqualTo(holds > 0);
            switch (holds % 4) {
                case 0 -> lock.lock();
                case 1 -> lock.lockInterruptibly();
                case 2 -> assertThat(lock.tryLock()).isTrue();
                default -> assertThat(lock.tryLock(0, DAYS)).isTrue();
            }
        }
        assertThat(here(lock::getHoldCount).value()).isZero();
        assertThat(here(lock::isHeldByCurrentThread).value()).isFalse();
        assertThat(here(lock::isLocked).value()).isTrue();
        for (int holds = 20; holds > 0; holds--) {
            assertThat(here(lock::tryLock).value()).isFalse();
            lock.unlock();
            assertThat(lock.getHoldCount()).isEqualTo(holds - 1);
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void timedLockGivesUp() throws Exception {
        InterProcessLock lock = family().lock();
        lock.lock();
        assertThat(here(() -> assertWaits(() -> lock.tryLock(SHORTLY.toMillis(), MILLISECONDS))).value()).isFalse();
        assertThat(here(() -> assertWaits(() -> lock.tryLock(SHORTLY))).value()).isFalse();
        assertThat(here(() -> lock.tryLock(0, DAYS)).value()).isFalse();
        assertThat(here(() -> lock.tryLock(-1, DAYS)).value()).isFalse();
        assertThat(here(() -> lock.tryLock(Long.MIN_VALUE, DAYS)).value()).isFalse();
        assertThat(lock.getQueueLength()).isZero();
        lock.unlock();
        assertThat(here(() -> {
            boolean got = lock.tryLock(-1, DAYS);
            lock.unlock();
            return got;
        }).value()).isTrue();
    }

    @Test
    void waitsAreInterrupted() throws Exception {
        InterProcessLock lock = family().lock();
        lock.lock();
        assertInterruptible(() -> {
            lock.lockInterruptibly();
            return true;
        });
        assertInterruptible(() -> lock.tryLock(Long.MAX_VALUE, DAYS));
        assertInterruptible(() -> lock.tryLock(PATIENCE));
        assertThat(lock.getQueueLength()).isZero();
        lock.unlock();
        assertEndsWhenInterruptedBefore(() -> {
            lock.lockInterruptibly();
            return true;
        });
        assertEndsWhenInterruptedBefore(() -> lock.tryLock(1, DAYS));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void uninterruptibleWaitsKeepTheInterrupt() throws Exception {
        InterProcessLock lock = family().lock();
        lock.lock();
        Blocked<Boolean> waiting = here(() -> {
            lock.lock();
            lock.unlock();
            return Thread.currentThread().isInterrupted();
        }).awaitBlocked().interrupt();
        assertThat(waiting.awaitBlocked().isDone()).isFalse();
        lock.unlock();
        assertThat(waiting.value()).isTrue();
    }

    @Test
    void tryLockDoesNotMindInterrupts() {
        InterProcessLock lock = family().lock();
        Thread.currentThread().interrupt();
        assertThat(lock.tryLock()).isTrue();
        lock.lock();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        assertThat(Thread.interrupted()).isTrue();
        lock.unlock();
        lock.unlock();
    }

    @Test
    void whoCameFirstIsServedFirst() throws Exception {
        InterProcessLock lock = family().lock();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        lock.lock();
        List<Blocked<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            waiting.add(here(() -> {
                lock.lock();
                order.add(number);
                lock.unlock();
                return true;
            }).awaitBlocked());
            assertThat(lock.getQueueLength()).isEqualTo(i + 1);
        }
        lock.unlock();
        for (Blocked<Boolean> each : waiting) {
            each.value();
        }
        assertThat(order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whoIsInterruptedLeavesTheLine() throws Exception {
        InterProcessLock lock = family().lock();
        lock.lock();
        Blocked<Boolean> first = here(() -> {
            lock.lockInterruptibly();
            return true;
        }).awaitBlocked();
        Blocked<Boolean> second = locking(lock).awaitBlocked();
        first.interrupt();
        assertThat(first.thrown()).isInstanceOf(InterruptedException.class);
        lock.unlock();
        assertThat(second.value()).isTrue();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void processesExcludeEachOther() throws Exception {
        InterProcessLock lock = family().lock();
        var plain = family().memory(16);
        TaskFuture<Boolean> other = elsewhere(() -> {
            for (int i = 0; i < 200; i++) {
                lock.lock();
                plain.longs().setPlain(0, plain.longs().getPlain(0) + 1);
                lock.unlock();
            }
            return true;
        });
        for (int i = 0; i < 200; i++) {
            lock.lock();
            plain.longs().setPlain(0, plain.longs().getPlain(0) + 1);
            lock.unlock();
        }
        assertThat(other.get()).isTrue();
        assertThat(plain.longs().get(0)).isEqualTo(400);
    }

    @Test
    void othersSeeThatItIsHeld() throws Exception {
        InterProcessLock lock = family().lock();
        lock.lock();
        assertThat(elsewhere(lock::isLocked).get()).isTrue();
        assertThat(elsewhere(lock::tryLock).get()).isFalse();
        assertThat(elsewhere(lock::getHoldCount).get()).isZero();
        TaskFuture<Boolean> waiting = elsewhere(() -> {
            lock.lock();
            lock.unlock();
            return true;
        });
        Await.until("the other waits", PATIENCE, () -> lock.getQueueLength() == 1);
        lock.unlock();
        assertThat(waiting.get()).isTrue();
        assertThat(lock.isLocked()).isFalse();
    }
}
