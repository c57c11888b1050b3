package io.multiprocessing.suites.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.InterProcessSemaphore;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More threads wait than an object in memory has places for those who wait, which are 128. */
class CrowdSuiteTest extends OnEachTransport {
    private static final int CROWD = 150;

    /** What each of a crowd does. */
    private interface Act extends Serializable {
        long play() throws Exception;
    }

    /** So many threads do it; returns the sum. */
    private static long inThreads(int threads, Callable<Long> act) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(act));
            }
            long sum = 0;
            for (Future<Long> each : all) {
                sum += each.get();
            }
            return sum;
        }
    }

    /** So many threads do it in this process, and as many in the other. */
    private Crowd start(int threads, Act act) {
        RemoteCallable<Long> half = () -> inThreads(threads, act::play);
        return new Crowd(elsewhere(half), here(() -> inThreads(threads, act::play)));
    }

    private record Crowd(TaskFuture<Long> there, Blocked<Long> here) {
        long sum() throws Exception {
            return here.value() + there.get();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 100})
    void aBarrierTakesAnyNumberOfParties(int half) throws Exception {
        SharedLong actions = family().sharedLong(0);
        InterProcessBarrier barrier = family().barrier(2 * half, actions::incrementAndGet);
        Crowd crowd = start(half, () -> barrier.await() + barrier.await());
        long indices = (long) (2 * half - 1) * half;
        assertThat(crowd.sum()).as("the sum of the arrival indices of two rounds").isEqualTo(2 * indices);
        assertThat(actions.get()).isEqualTo(2);
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void aLockServesAll() throws Exception {
        InterProcessLock lock = family().lock();
        SharedLong count = family().sharedLong(0);
        lock.lock();
        Crowd crowd = start(CROWD / 2, () -> {
            lock.lock();
            count.set(count.get() + 1);
            lock.unlock();
            return 1;
        });
        Await.until("many wait", PATIENCE, () -> lock.getQueueLength() >= 100);
        lock.unlock();
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
        assertThat(count.get()).isEqualTo(CROWD / 2 * 2);
    }

    @Test
    void signalAllReachesAll() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        SharedLong waiting = family().sharedLong(0);
        SharedLong open = family().sharedLong(0);
        Crowd crowd = start(CROWD / 2, () -> {
            lock.lock();
            waiting.incrementAndGet();
            while (open.get() == 0) {
                condition.await();
            }
            lock.unlock();
            return 1;
        });
        Await.until("all wait", PATIENCE, () -> waiting.get() == CROWD / 2 * 2);
        lock.lock();
        open.set(1);
        condition.signalAll();
        lock.unlock();
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
    }

    @Test
    void eachSignalReachesOne() throws Exception {
        InterProcessLock lock = family().lock();
        InterProcessCondition condition = lock.newCondition();
        SharedLong items = family().sharedLong(0);
        Crowd crowd = start(CROWD / 2, () -> {
            lock.lock();
            while (items.get() == 0) {
                condition.await();
            }
            items.decrementAndGet();
            lock.unlock();
            return 1;
        });
        for (int i = 0; i < CROWD / 2 * 2; i++) {
            lock.lock();
            items.incrementAndGet();
            condition.signal();
            lock.unlock();
        }
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
        assertThat(items.get()).isZero();
    }

    @Test
    void aLatchOpensForAll() throws Exception {
        InterProcessLatch latch = family().latch(CROWD / 2 * 2 + 1);
        Crowd crowd = start(CROWD / 2, () -> {
            latch.countDown();
            latch.await();
            return 1;
        });
        Await.until("all have counted down", PATIENCE, () -> latch.getCount() == 1);
        latch.countDown();
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
    }

    @Test
    void aSemaphoreServesAll() throws Exception {
        InterProcessSemaphore semaphore = family().semaphore(0);
        Crowd crowd = start(CROWD / 2, () -> {
            semaphore.acquire();
            return 1;
        });
        for (int i = 0; i < CROWD / 2 * 2; i++) {
            semaphore.release();
        }
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
        assertThat(semaphore.availablePermits()).isZero();
    }

    @Test
    void aQueueServesAll() throws Exception {
        SharedQueue<Integer> queue = family().queue(3);
        Crowd crowd = start(CROWD / 2, () -> queue.take());
        for (int i = 0; i < CROWD / 2 * 2; i++) {
            queue.put(1);
        }
        assertThat(crowd.sum()).isEqualTo(CROWD / 2 * 2);
        assertThat(queue.isEmpty()).isTrue();
    }
}
