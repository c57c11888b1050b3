package io.multiprocessing.tck.family.sync;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.shared.Places;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** {@link InterProcessSemaphore}, in the manner of tests of Semaphore, in two processes; and under death. */
public interface SemaphoreContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("semaphore: permits go and come, one by one and several at once")
    default void semaphorePermits(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessSemaphore semaphore = mp.semaphore(3);
        assertThat(pool.submit(() -> semaphore).get()).isEqualTo(semaphore);
        Places.hereAndThere(pool, () -> {
            semaphore.acquire();
            semaphore.acquire(2);
            assertThat(semaphore.availablePermits()).isZero();
            assertThat(semaphore.tryAcquire()).isFalse();
            assertThat(semaphore.tryAcquire(Places.SHORT)).isFalse();
            assertThat(semaphore.tryAcquire(1, 0, TimeUnit.SECONDS)).isFalse();
            assertThat(semaphore.tryAcquire(-1, TimeUnit.SECONDS)).isFalse();
            semaphore.acquire(0);
            semaphore.release();
            assertThat(semaphore.tryAcquire(2)).isFalse();
            assertThat(semaphore.tryAcquire()).isTrue();
            semaphore.release(3);
            assertThat(semaphore.drainPermits()).isEqualTo(3);
            semaphore.release(4);
            assertThat(semaphore.availablePermits()).as("releases may add").isEqualTo(4);
            semaphore.acquireUninterruptibly();
            assertThatIllegalArgumentException().isThrownBy(() -> semaphore.acquire(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> semaphore.release(-1));
            assertThat(semaphore.availablePermits()).isEqualTo(3);
        });
        assertThatIllegalArgumentException().isThrownBy(() -> mp.semaphore(-1));
    }

    @FamilyTest
    @DisplayName("semaphore: a bounded one refuses a release too many")
    default void semaphoreBounded(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessSemaphore semaphore = mp.boundedSemaphore(2);
        Places.hereAndThere(pool, () -> {
            assertThatIllegalStateException().isThrownBy(semaphore::release);
            semaphore.acquire();
            assertThatIllegalStateException().isThrownBy(() -> semaphore.release(2));
            semaphore.release();
            assertThat(semaphore.availablePermits()).isEqualTo(2);
        });
    }

    @FamilyTest
    @DisplayName("semaphore: who waits gets permits in turn, gives up in time, and yields to interrupts")
    default void semaphoreWaits(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessSemaphore semaphore = mp.semaphore(0);
        Places.hereAndThere(pool, () -> {
            Blocked<String> two = Blocked.run(Places.LONG, () -> {
                semaphore.acquire(2);
                return "two";
            }).awaitBlocked();
            Blocked<Boolean> one = Blocked.run(Places.LONG, () -> semaphore.tryAcquire(Places.LONG)).awaitBlocked();
            semaphore.release();
            assertThat(semaphore.tryAcquire()).as("ahead of the line").isTrue();
            semaphore.release();
            one.awaitBlocked();
            semaphore.release();
            assertThat(two.value()).isEqualTo("two");
            semaphore.release();
            assertThat(one.value()).isTrue();

            Blocked<String> large = Blocked.run(Places.LONG, () -> {
                semaphore.acquire(5);
                return "five";
            }).awaitBlocked();
            Blocked<String> behind = Blocked.run(Places.LONG, () -> {
                semaphore.acquireUninterruptibly();
                return Thread.interrupted() ? "interrupted" : "not interrupted";
            }).awaitBlocked();
            semaphore.release();
            behind.interrupt().awaitBlocked();
            assertThat(large.interrupt().thrown()).isInstanceOf(InterruptedException.class);
            assertThat(behind.value()).isEqualTo("interrupted");
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(semaphore::acquire);
            assertThat(semaphore.availablePermits()).isZero();
        });
    }

    @FamilyTest
    @DisplayName("semaphore: what a dead process held comes back, also to who waits; signals do not")
    default void semaphoreDeath(Multiprocessing mp) throws Exception {
        InterProcessSemaphore semaphore = mp.semaphore(3);
        InterProcessSemaphore signals = mp.semaphore(0);
        SharedQueue<String> told = mp.queue();
        signals.release(2);
        ChildProcess holder = mp.start(() -> {
            semaphore.acquire(2);
            semaphore.acquire();
            semaphore.release();
            signals.acquire(2);
            told.put("held");
            Thread.sleep(Long.MAX_VALUE);
        });
        next(told);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        Blocked<Boolean> waiter = Blocked.run(patience(), () -> semaphore.tryAcquire(3, 30, TimeUnit.SECONDS))
                .awaitBlocked();
        ChildProcess deadWaiter = mp.start(() -> semaphore.acquire(2));
        holder.kill();
        holder.join();
        assertThat(waiter.value()).isTrue();
        deadWaiter.kill();
        deadWaiter.join();
        semaphore.release(3);
        Await.until("all are back", patience(), () -> semaphore.availablePermits() == 3);
        assertThat(signals.availablePermits()).isZero();
        assertThat(signals.tryAcquire(Duration.ofMillis(1))).isFalse();
    }

    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @FamilyTest
    @DisplayName("semaphore: after a thousand kills of holders it is back at its count")
    default void manySemaphoreDeaths(Multiprocessing mp) throws Exception {
        InterProcessSemaphore semaphore = mp.semaphore(3);
        try (ProcessPool pool = mp.pool(2)) {
            for (int round = 0; round < 1000; round++) {
                int held = 1 + round % 3;
                pool.submit(() -> {
                    semaphore.acquire(held);
                    Runtime.getRuntime().halt(1);
                }).handle((value, thrown) -> thrown).get();
            }
            Await.until("all are back", patience(), () -> semaphore.availablePermits() == 3);
        }
    }
}
