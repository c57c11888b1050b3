package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedLong;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/** How a pool comes up: by the order of events, since times say little on a busy machine. */
public interface PoolStartContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("pool start: the workers come up at the same time: each can wait for the others in its initializer")
    default void workersStartInParallel(Multiprocessing mp) throws Exception {
        InterProcessBarrier all = mp.barrier(3);
        try (ProcessPool pool = mp.poolBuilder().workers(3).initializer(() -> all.await()).build()) {
            assertThat(pool.submit(() -> "all were there").get(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .isEqualTo("all were there");
        }
    }

    @FamilyTest
    @DisplayName("pool start: tasks are done while other workers are still coming up")
    default void firstWorkersDoNotWaitForTheLast(Multiprocessing mp) throws Exception {
        SharedLong arrived = mp.sharedLong(0);
        InterProcessLatch released = mp.latch(1);
        try (ProcessPool pool = mp.poolBuilder().workers(2).initializer(() -> {
            if (arrived.incrementAndGet() > 1) {
                released.await();
            }
        }).build()) {
            for (int task = 0; task < 3; task++) {
                int number = task;
                assertThat(pool.submit(() -> number).get(patience().toMillis(), TimeUnit.MILLISECONDS))
                        .isEqualTo(number);
            }
            assertThat(pool.stats().workers()).as("workers that are ready").isEqualTo(1);
            released.countDown();
        }
    }
}
