package io.multiprocessing.suites.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** {@link java.util.concurrent.locks.Condition}. */
class ConditionSuiteTest extends OnEachTransport {
    /** Does it while the lock is held. */
    private static <T> T locked(InterProcessLock lock, Callable<T> call) throws Exception {
        lock.lock();
        try {
            return call.call();
        } finally {
            lock.unlock();
        }
    }

    private static Blocked<Boolean> waiting(InterProcessLock lock, InterProcessCondition condition) {
        return here(() -> locked(lock, () -> {
            condition.await();
            return lock.isHeldByCurrentThread();
        }));
    }

    private static void signal(InterProcessLock lock, InterProcessCondition condition) throws Exception {
        locked(lock, () -> {
            condition.signal();
            return true;
        });
    }

    private static void signalAll(InterProcessLock lock, InterProcessCondition condition) throws Exception {
        locked(lock, () -> {
            condition.signalAll();
            return true;
        });
    }

    @Test
    void allNeedTheLock() {
        InterProcessCondition condition = family().lock().newCondition();
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::await);
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::awaitUninterruptibly);
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(() -> condition.awaitNanos(1));
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(() -> condition.await(1, DAYS));
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(() -> condition.await(SHORTLY));
        assertThatExceptionOfType(IllegalMonitorStateException.class)
                .isThrownBy(() -> condition.awaitUntil(new Date()));
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::signal);
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::signalAll);
    }

    @Test
    void nullsAreRefused() {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        lock.lock();
        assertThatNullPointerException().isThrownBy(() -> condition.await(1, null));
        assertThatNullPointerException().isThrownBy(() -> condition.await(null));
        assertThatNullPointerException().isThrownBy(() -> condition.awaitUntil(null));
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
    }

    @Test
    void timedWaitsGiveUpAndHoldTheLock() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        lock.lock();
        lock.lock();
        assertThat(assertWaits(() -> condition.awaitNanos(SHORTLY.toNanos()))).isLessThanOrEqualTo(0);
        assertThat(assertWaits(() -> condition.await(SHORTLY.toMillis(), MILLISECONDS))).isFalse();
        assertThat(assertWaits(() -> condition.await(SHORTLY))).isFalse();
        assertThat(condition.awaitUntil(new Date(System.currentTimeMillis() + SHORTLY.toMillis()))).isFalse();
        assertThat(condition.awaitNanos(0)).isLessThanOrEqualTo(0);
        assertThat(condition.awaitNanos(Long.MIN_VALUE)).isLessThanOrEqualTo(0);
        assertThat(condition.await(-1, DAYS)).isFalse();
        assertThat(condition.awaitUntil(new Date(0))).isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        lock.unlock();
        lock.unlock();
    }

    @Test
    void aSignalWakesOneInOrder() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        Blocked<Boolean> first = waiting(lock, condition).awaitBlocked();
        Blocked<Boolean> second = waiting(lock, condition).awaitBlocked();
        signal(lock, condition);
        assertThat(first.value()).isTrue();
        assertThat(second.awaitBlocked().isDone()).isFalse();
        signal(lock, condition);
        assertThat(second.value()).isTrue();
    }

    @Test
    void signalAllWakesAllInOrder() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Blocked<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            all.add(here(() -> locked(lock, () -> {
                condition.await();
                return order.add(number);
            })).awaitBlocked());
        }
        signalAll(lock, condition);
        for (Blocked<Boolean> each : all) {
            assertThat(each.value()).isTrue();
        }
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void aSignalWithoutWaitersIsForgotten() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        signal(lock, condition);
        signalAll(lock, condition);
        assertThat(locked(lock, () -> condition.await(SHORTLY))).isFalse();
    }

    @Test
    void conditionsOfALockAreApart() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition one = lock.newCondition();
        InterProcessCondition other = lock.newCondition();
        Blocked<Boolean> waitsForOne = waiting(lock, one).awaitBlocked();
        Blocked<Boolean> waitsForOther = waiting(lock, other).awaitBlocked();
        signalAll(lock, other);
        assertThat(waitsForOther.value()).isTrue();
        assertThat(waitsForOne.awaitBlocked().isDone()).isFalse();
        signal(lock, one);
        assertThat(waitsForOne.value()).isTrue();
    }

    @Test
    void waitsAreInterrupted() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        assertInterruptible(() -> locked(lock, () -> {
            condition.await();
            return true;
        }));
        assertInterruptible(() -> locked(lock, () -> condition.awaitNanos(Long.MAX_VALUE)));
        assertInterruptible(() -> locked(lock, () -> condition.await(1, DAYS)));
        assertInterruptible(() -> locked(lock, () -> condition.await(PATIENCE)));
        assertInterruptible(() -> locked(lock, () -> condition.awaitUntil(new Date(Long.MAX_VALUE))));
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whoIsInterruptedHoldsTheLockAsOftenAsBefore() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        Blocked<Integer> waiting = here(() -> {
            lock.lock();
            lock.lock();
            try {
                condition.await();
                return 0;
            } catch (InterruptedException e) {
                return lock.getHoldCount();
            } finally {
                lock.unlock();
                lock.unlock();
            }
        });
        waiting.awaitBlocked();
        assertThat(lock.isLocked()).as("while it waits").isFalse();
        waiting.interrupt();
        assertThat(waiting.value()).isEqualTo(2);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void uninterruptibleWaitsKeepTheInterrupt() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        Blocked<Boolean> waiting = here(() -> locked(lock, () -> {
            condition.awaitUninterruptibly();
            return Thread.currentThread().isInterrupted();
        })).awaitBlocked().interrupt();
        assertThat(waiting.awaitBlocked().isDone()).isFalse();
        signal(lock, condition);
        assertThat(waiting.value()).isTrue();
    }

    @Test
    void awaitNanosTellsWhatIsLeft() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        Blocked<Long> left = here(() -> locked(lock, () -> condition.awaitNanos(DAYS.toNanos(1)))).awaitBlocked();
        signal(lock, condition);
        assertThat(left.value()).isPositive().isLessThan(DAYS.toNanos(1));
    }

    @Test
    void processesSignalEachOther() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        var turn = family().sharedLong(0);
        TaskFuture<Boolean> other = elsewhere(() -> {
            for (int i = 0; i < 50; i++) {
                lock.lock();
                try {
                    while (turn.get() % 2 == 0) {
                        condition.await();
                    }
                    turn.incrementAndGet();
                    condition.signal();
                } finally {
                    lock.unlock();
                }
            }
            return true;
        });
        for (int i = 0; i < 50; i++) {
            locked(lock, () -> {
                while (turn.get() % 2 == 1) {
                    condition.await();
                }
                turn.incrementAndGet();
                condition.signal();
                return true;
            });
        }
        assertThat(other.get()).isTrue();
        assertThat(turn.get()).isEqualTo(100);
        Await.until("the lock is free", PATIENCE, () -> !lock.isLocked());
    }
}
