package io.multiprocessing.tck.family.sync;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.shared.Places;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;

/** {@link InterProcessCondition}, in the manner of tests of ReentrantLock's conditions; and under death. */
public interface ConditionContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("condition: needs the lock, and has it again, as often as before, however the wait ends")
    default void conditionNeedsTheLock(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        Places.hereAndThere(pool, () -> {
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::await);
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::signal);
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(condition::signalAll);
            lock.lock();
            lock.lock();
            assertThat(condition.await(Places.SHORT)).isFalse();
            assertThat(condition.await(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(condition.awaitNanos(1000)).isNotPositive();
            assertThat(condition.awaitUntil(Date.from(Instant.now()))).isFalse();
            assertThat(lock.getHoldCount()).isEqualTo(2);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(condition::await);
            assertThat(lock.getHoldCount()).isEqualTo(2);
            lock.unlock();
            lock.unlock();

            Blocked<Integer> interrupted = Blocked.run(Places.LONG, () -> {
                lock.lock();
                lock.lock();
                try {
                    condition.await();
                    return -1;
                } catch (InterruptedException e) {
                    return lock.getHoldCount();
                } finally {
                    lock.unlock();
                    lock.unlock();
                }
            }).awaitBlocked();
            assertThat(lock.tryLock()).as("released while it waits").isTrue();
            interrupted.interrupt().awaitBlocked();
            lock.unlock();
            assertThat(interrupted.value()).isEqualTo(2);
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @FamilyTest
    @DisplayName("condition: signal wakes the first, signalAll all, wherever they wait")
    default void conditionSignals(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        InterProcessCondition other = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        ChildProcess first = waiter(mp, lock, condition, log, "first");
        ChildProcess second = waiter(mp, lock, condition, log, "second");
        ChildProcess third = waiter(mp, lock, condition, log, "third");
        lock.lock();
        other.signalAll();
        condition.signal();
        assertThat(log).as("nobody has the lock yet").isEmpty();
        lock.unlock();
        assertThat(next(log)).isEqualTo("first woke");
        first.join();
        lock.lock();
        condition.signalAll();
        lock.unlock();
        assertThat(List.of(next(log), next(log))).containsExactly("second woke", "third woke");
        second.join();
        third.join();
        assertThat(lock.isLocked()).isFalse();
    }

    /** A child that waits at the condition when this returns. */
    private static ChildProcess waiter(
            Multiprocessing mp,
            InterProcessLock lock,
            InterProcessCondition condition,
            SharedQueue<String> log,
            String name)
            throws Exception {
        ChildProcess child = mp.start(() -> {
            lock.lock();
            log.put("waits");
            condition.awaitUninterruptibly();
            log.put(name + " woke");
            lock.unlock();
        });
        next(log);
        // It has the lock until it waits.
        lock.lock();
        lock.unlock();
        return child;
    }

    @FamilyTest
    @DisplayName("condition: one that travelled is the same")
    default void conditionTravels(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        assertThat(pool.submit(() -> condition).get()).isEqualTo(condition).hasSameHashCodeAs(condition);
        assertThat(lock.newCondition()).isNotEqualTo(condition);
    }

    @FamilyTest
    @DisplayName("condition: when the process that was woken dies before it has the lock, another is woken")
    default void conditionNotifiedWaitersDeath(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        ChildProcess doomed = waiter(mp, lock, condition, log, "doomed");
        ChildProcess next = waiter(mp, lock, condition, log, "next");
        lock.lock();
        condition.signal();
        doomed.kill();
        doomed.join();
        lock.unlock();
        assertThat(next(log)).isEqualTo("next woke");
        next.join();
        assertThat(next.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("condition: a waiter that is killed takes no signal with it")
    default void conditionWaitersDeath(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        ChildProcess doomed = waiter(mp, lock, condition, log, "doomed");
        ChildProcess next = waiter(mp, lock, condition, log, "next");
        doomed.kill();
        doomed.join();
        lock.lock();
        condition.signal();
        lock.unlock();
        assertThat(next(log)).isEqualTo("next woke");
        next.join();
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        lock.unlock();
    }

    @FamilyTest
    @DisplayName("condition: waiters that are killed are granted nothing, so nobody is told that they had the lock")
    default void conditionWaitersDeathIsSilent(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        ChildProcess doomed = mp.start(() -> {
            for (int i = 0; i < 3; i++) {
                Thread.ofPlatform().start(() -> {
                    lock.lock();
                    log.add("waits");
                    condition.awaitUninterruptibly();
                });
            }
            Thread.sleep(Long.MAX_VALUE);
        });
        for (int i = 0; i < 3; i++) {
            next(log);
        }
        ChildProcess survivor = waiter(mp, lock, condition, log, "survivor");
        doomed.kill();
        doomed.join();
        for (int i = 0; i < 3; i++) {
            lock.lock();
            lock.unlock();
            assertThat(lock.tryLock()).isTrue();
            lock.unlock();
        }
        lock.lock();
        condition.signal();
        lock.unlock();
        assertThat(next(log)).isEqualTo("survivor woke");
        survivor.join();
        assertThat(survivor.exitCode()).hasValue(0);
        assertThat(lock.isLocked()).isFalse();
    }

    @FamilyTest
    @DisplayName("condition: one who waits is told when the lock was abandoned meanwhile, and holds it")
    default void conditionAbandonedMeanwhile(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        Blocked<Object> waiter = Blocked.<Object>run(patience(), () -> {
            lock.lock();
            try {
                condition.await();
                return "not told";
            } catch (AbandonedLockException e) {
                return lock.getHoldCount();
            } finally {
                lock.unlock();
            }
        }).awaitBlocked();
        ChildProcess doomed = mp.start(() -> {
            lock.lock();
            condition.signal();
            log.put("signalled");
            Thread.sleep(Long.MAX_VALUE);
        });
        next(log);
        doomed.kill();
        doomed.join();
        assertThat(waiter.value()).isEqualTo(1);
    }

    @FamilyTest
    @DisplayName("condition: when the holder of the lock dies, all who wait are woken, and one of them is told")
    default void conditionHoldersDeath(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        List<Blocked<String>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(Blocked.run(patience(), () -> {
                lock.lock();
                try {
                    condition.await();
                    return "woken";
                } catch (AbandonedLockException e) {
                    return "told";
                } finally {
                    lock.unlock();
                }
            }).awaitBlocked());
        }
        ChildProcess doomed = mp.start(() -> {
            lock.lock();
            log.put("holds");
            Thread.sleep(Long.MAX_VALUE);
        });
        next(log);
        doomed.kill();
        List<String> outcomes = new ArrayList<>();
        for (Blocked<String> waiter : waiters) {
            outcomes.add(waiter.value());
        }
        assertThat(outcomes).containsExactlyInAnyOrder("told", "woken", "woken");
        doomed.join();
    }

    @FamilyTest
    @DisplayName("condition: the death of one who returned from it without a signal, and has the lock, is told")
    default void conditionReturnedAndDied(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        SharedQueue<String> log = mp.queue();
        ChildProcess doomed = mp.start(() -> {
            lock.lock();
            condition.await(Places.SHORT);
            log.put("returned");
            Thread.sleep(Long.MAX_VALUE);
        });
        next(log);
        doomed.kill();
        doomed.join();
        assertThatExceptionOfType(AbandonedLockException.class).isThrownBy(lock::lock);
        lock.unlock();
    }

    @FamilyTest
    @DisplayName("condition: any number of threads can wait, and the lock is had all the same")
    default void conditionCrowd(Multiprocessing mp, ProcessPool pool) throws Exception {
        int crowd = 150;
        InterProcessLock lock = mp.lock();
        InterProcessCondition condition = lock.newCondition();
        AtomicBoolean isOpen = new AtomicBoolean();
        List<Blocked<Object>> waiters = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            waiters.add(Blocked.<Object>run(patience(), () -> {
                lock.lock();
                lock.lock();
                while (!isOpen.get()) {
                    condition.await();
                }
                int holds = lock.getHoldCount();
                lock.unlock();
                lock.unlock();
                return holds;
            }));
        }
        pool.submit(() -> {
            lock.lock();
            lock.unlock();
            return null;
        }).get();
        lock.lock();
        isOpen.set(true);
        condition.signalAll();
        lock.unlock();
        for (Blocked<Object> waiter : waiters) {
            assertThat(waiter.value()).isEqualTo(2);
        }
    }
}
