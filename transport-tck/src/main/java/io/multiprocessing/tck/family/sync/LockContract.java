package io.multiprocessing.tck.family.sync;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Signals;
import io.multiprocessing.tck.family.shared.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** {@link InterProcessLock}, in the manner of tests of ReentrantLock, in two processes; and under death. */
public interface LockContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("lock: threads of several processes exclude each other")
    default void lockExcludes(Multiprocessing mp, ProcessPool pool, @TempDir Path directory) throws Exception {
        int rounds = 150;
        InterProcessLock lock = mp.lock();
        String counter = Files.writeString(directory.resolve("counter"), "0").toString();
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(mp.start(() -> {
                Thread sibling = new Thread(() -> countUp(lock, counter, rounds));
                sibling.start();
                countUp(lock, counter, rounds);
                sibling.join();
            }));
        }
        countUp(lock, counter, rounds);
        for (ChildProcess child : children) {
            child.join();
        }
        assertThat(Files.readString(Path.of(counter))).isEqualTo(Integer.toString(5 * rounds));
        assertThat(lock.isLocked()).isFalse();
    }

    private static void countUp(InterProcessLock lock, String counter, int rounds) {
        for (int round = 0; round < rounds; round++) {
            lock.lock();
            try {
                Path file = Path.of(counter);
                int value = Integer.parseInt(Files.readString(file));
                Files.writeString(file, Integer.toString(value + 1));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } finally {
                lock.unlock();
            }
        }
    }

    @FamilyTest
    @DisplayName("lock: is reentrant, counts its holds, and is unlocked by its owner only")
    default void lockIsReentrant(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        Places.hereAndThere(pool, () -> {
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
            lock.lock();
            lock.lockInterruptibly();
            assertThat(lock.tryLock()).isTrue();
            assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();
            assertThat(lock.getHoldCount()).isEqualTo(4);
            assertThat(lock.isHeldByCurrentThread()).isTrue();
            assertThat(lock.isLocked()).isTrue();
            for (int holds = 4; holds > 0; holds--) {
                Blocked<Object> stranger = Blocked.<Object>run(Places.LONG, () -> {
                    assertThat(lock.isHeldByCurrentThread()).isFalse();
                    assertThat(lock.getHoldCount()).isZero();
                    assertThat(lock.isLocked()).isTrue();
                    assertThat(lock.tryLock()).isFalse();
                    assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
                    return "did not get it";
                });
                assertThat(stranger.value()).isEqualTo("did not get it");
                lock.unlock();
            }
            assertThat(lock.isLocked()).isFalse();
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
        });
    }

    @FamilyTest
    @DisplayName("lock: waits end by unlock, by time-out and by interrupt; who gave up does not hold it")
    default void lockWaits(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        Places.hereAndThere(pool, () -> {
            lock.lock();
            Blocked<Boolean> timed = Blocked.run(Places.LONG, () -> lock.tryLock(Places.SHORT));
            assertThat(timed.value()).isFalse();
            assertThat(Blocked.run(Places.LONG, () -> lock.tryLock(0, TimeUnit.SECONDS)).value()).isFalse();
            assertThat(Blocked.run(Places.LONG, () -> lock.tryLock(Duration.ofDays(-1))).value()).isFalse();

            Blocked<Object> interruptible = Blocked.<Object>run(Places.LONG, () -> {
                lock.lockInterruptibly();
                return "held";
            }).awaitBlocked();
            assertThat(interruptible.interrupt().thrown()).isInstanceOf(InterruptedException.class);
            Blocked<Boolean> interruptedTry = Blocked.run(Places.LONG, () -> lock.tryLock(Places.LONG)).awaitBlocked();
            assertThat(interruptedTry.interrupt().thrown()).isInstanceOf(InterruptedException.class);

            Blocked<Boolean> stubborn = Blocked.run(Places.LONG, () -> {
                lock.lock();
                boolean interrupted = Thread.currentThread().isInterrupted();
                lock.unlock();
                return interrupted;
            }).awaitBlocked();
            stubborn.interrupt().awaitBlocked();
            Blocked<Boolean> patient = Blocked.run(Places.LONG, () -> {
                boolean held = lock.tryLock(Places.LONG);
                lock.unlock();
                return held;
            }).awaitBlocked();
            assertThat(lock.getQueueLength()).isEqualTo(2);
            lock.unlock();
            assertThat(stubborn.value()).as("keeps the interrupt").isTrue();
            assertThat(patient.value()).isTrue();
            assertThat(lock.isLocked()).isFalse();
        });
    }

    @FamilyTest
    @DisplayName("lock: a thread that is interrupted before it locks interruptibly does not get the lock")
    default void lockInterruptedBefore(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        Places.hereAndThere(pool, () -> {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(lock::lockInterruptibly);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> lock.tryLock(1, TimeUnit.SECONDS));
            assertThat(lock.isLocked()).isFalse();
            Thread.currentThread().interrupt();
            lock.lock();
            assertThat(lock.tryLock()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            lock.unlock();
            lock.unlock();
        });
    }

    @FamilyTest
    @DisplayName("lock: is given in the order in which threads came")
    default void lockIsFair(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        SharedQueue<Integer> order = mp.queue();
        lock.lock();
        List<Blocked<Object>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiters.add(Blocked.<Object>run(patience(), () -> {
                lock.lock();
                order.put(number);
                lock.unlock();
                return "done";
            }).awaitBlocked());
        }
        lock.unlock();
        for (Blocked<Object> waiter : waiters) {
            waiter.value();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @FamilyTest
    @DisplayName("lock: what travelled is the same lock, also when it was made in a child and comes home")
    default void lockTravels(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        assertThat(pool.submit(() -> lock).get()).isEqualTo(lock).hasSameHashCodeAs(lock);
        assertThat(mp.lock()).isNotEqualTo(lock);
        InterProcessLock theirs = pool.submit(() -> Multiprocessing.current().lock()).get();
        theirs.lock();
        assertThat(pool.submit(() -> theirs.isLocked() && !theirs.isHeldByCurrentThread()).get()).isTrue();
        theirs.unlock();
    }

    @FamilyTest
    @DisplayName("lock: when its holder is killed, the next owner is told, holds it, and unlocks as usual")
    default void lockAbandoned(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLock lock = mp.lock();
        long holder = killHolder(mp, lock, () -> {});
        assertThatExceptionOfType(AbandonedLockException.class).isThrownBy(lock::lock)
                .satisfies(told -> assertThat(told.formerOwner()).isNotEmpty());
        assertThat(lock.getHoldCount()).isEqualTo(1);
        lock.unlock();
        assertThat(holder).isPositive();
        lock.lock();
        lock.unlock();

        Blocked<Boolean>[] waiter = new Blocked[1];
        killHolder(mp, lock, () -> waiter[0] = Blocked.run(patience(), () -> lock.tryLock(Places.LONG)).awaitBlocked());
        assertThat(waiter[0].thrown()).isInstanceOf(AbandonedLockException.class);
        assertThat(lock.isLocked()).as("held by the thread that was told").isTrue();
    }

    /** Returns the pid of a child that held the lock twice when it was killed. */
    private static long killHolder(Multiprocessing mp, InterProcessLock lock, Runnable meanwhile) throws Exception {
        SharedQueue<Long> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            lock.lock();
            lock.lock();
            told.put(ChildProcess.self().pid());
            Thread.sleep(Long.MAX_VALUE);
        });
        long pid = next(told);
        meanwhile.run();
        child.kill();
        child.join();
        return pid;
    }

    @FamilyTest
    @DisplayName("lock: a process that is stopped keeps it, and goes on with it")
    default void lockNeverRobbed(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess holder = mp.start(() -> {
            lock.lock();
            told.put("held");
            gate.take();
            lock.unlock();
        });
        next(told);
        Signals.send("STOP", holder.pid());
        try {
            assertThat(lock.tryLock(Duration.ofMillis(500))).isFalse();
        } finally {
            Signals.send("CONT", holder.pid());
        }
        gate.put("go");
        assertThat(lock.tryLock(Places.LONG)).isTrue();
        lock.unlock();
        holder.join();
        assertThat(holder.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("lock: a waiter that is killed is in nobody's way")
    default void lockWaitersDeath(Multiprocessing mp) throws Exception {
        InterProcessLock lock = mp.lock();
        lock.lock();
        ChildProcess waiter = mp.start(lock::lock);
        Await.until("it waits", patience(), () -> lock.getQueueLength() == 1);
        waiter.kill();
        waiter.join();
        Await.until("it waits no more", patience(), () -> lock.getQueueLength() == 0);
        lock.unlock();
        lock.lock();
        lock.unlock();
    }

    @FamilyTest
    @DisplayName("lock: when the process that it lives in dies, or its family closes, whoever uses it is told")
    default void lockOwnersDeath(Multiprocessing mp) throws Exception {
        SharedQueue<InterProcessLock> locks = mp.queue();
        ChildProcess owner = mp.start(() -> {
            InterProcessLock own = Multiprocessing.current().lock();
            own.lock();
            locks.put(own);
            Thread.sleep(Long.MAX_VALUE);
        });
        InterProcessLock orphan = next(locks);
        Blocked<Object> waiter = Blocked.<Object>run(patience(), () -> {
            orphan.lock();
            return "held";
        }).awaitBlocked();
        owner.kill();
        owner.join();
        assertThat(waiter.thrown()).isInstanceOf(SharedObjectGoneException.class).hasMessageContaining("signal 9");
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(orphan::tryLock);

        Multiprocessing closing = family().open();
        InterProcessLock closed = closing.lock();
        closed.lock();
        Blocked<Object> stuck = Blocked.<Object>run(patience(), () -> {
            closed.lock();
            return "held";
        }).awaitBlocked();
        closing.close();
        assertThat(stuck.thrown()).isInstanceOf(SharedObjectGoneException.class);
    }

    @FamilyTest
    @DisplayName("lock: any number of threads can wait for it, and each yields to an interrupt")
    default void lockCrowd(Multiprocessing mp) throws Exception {
        int crowd = 150;
        InterProcessLock lock = mp.lock();
        lock.lock();
        List<Blocked<Object>> waiters = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            waiters.add(Blocked.<Object>run(patience(), () -> {
                lock.lockInterruptibly();
                lock.unlock();
                return "held";
            }));
        }
        for (Blocked<Object> waiter : waiters.subList(0, crowd / 2)) {
            assertThat(waiter.interrupt().thrown()).isInstanceOf(InterruptedException.class);
        }
        lock.unlock();
        for (Blocked<Object> waiter : waiters.subList(crowd / 2, crowd)) {
            assertThat(waiter.value()).isEqualTo("held");
        }
        assertThat(lock.isLocked()).isFalse();
    }
}
