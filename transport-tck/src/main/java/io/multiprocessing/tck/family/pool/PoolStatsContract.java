package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PoolStats;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.WorkerContext;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** What a pool counts. */
public interface PoolStatsContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("stats: bytes of tasks and results are counted in both directions")
    default void bytes(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.pool(1)) {
            assertThat(pool.stats().bytesSent()).isZero();
            byte[] large = new byte[1 << 20];
            assertThat(pool.submit(() -> large.length).get()).isEqualTo(large.length);
            PoolStats sent = pool.stats();
            assertThat(sent.bytesSent()).isBetween(1L << 20, (1L << 20) + 10_000);
            assertThat(sent.bytesReceived()).isBetween(1L, 10_000L);
            assertThat(pool.submit(() -> new byte[1 << 20]).get()).hasSize(1 << 20);
            assertThat(pool.stats().bytesReceived() - sent.bytesReceived()).isBetween(1L << 20, (1L << 20) + 10_000);
        }
    }

    @FamilyTest
    @DisplayName("stats: tell how long tasks waited and ran")
    default void times(Multiprocessing mp) throws Exception {
        SharedQueue<String> started = mp.queue();
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            assertThat(pool.stats().waits().count()).isZero();
            assertThat(pool.stats().runs().max()).isZero();
            TaskFuture<String> first = pool.submit(() -> {
                started.put("first");
                return gate.take();
            });
            TaskFuture<Integer> second = pool.submit(() -> 2);
            next(started);
            Thread.sleep(100);
            assertThat(pool.stats().waits().count()).isEqualTo(1);
            assertThat(pool.stats().runs().count()).isZero();
            gate.put("go");
            first.get();
            second.get();
            PoolStats stats = pool.stats();
            assertThat(stats.waits().count()).isEqualTo(2);
            assertThat(stats.runs().count()).isEqualTo(2);
            assertThat(stats.waits().max()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(stats.runs().max()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(stats.runs().p50()).isLessThanOrEqualTo(stats.runs().max());
            assertThat(stats.runs().p99()).isGreaterThanOrEqualTo(stats.runs().p90());
        }
    }

    @FamilyTest
    @DisplayName("stats: retries are counted apart from restarts and from tasks")
    default void retries(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.poolBuilder().workers(1).retryBackoff(Duration.ZERO, Duration.ZERO).build()) {
            pool.submit(() -> {
                if (WorkerContext.current().attempt() < 3) {
                    Runtime.getRuntime().halt(1);
                }
            }, TaskOptions.builder().idempotent().build()).get();
            PoolStats stats = pool.stats();
            assertThat(stats.retried()).isEqualTo(2);
            assertThat(stats.restarts()).isEqualTo(2);
            assertThat(stats.succeeded()).isEqualTo(1);
            assertThat(stats.finished()).isEqualTo(1);
            assertThat(stats.recycled()).isZero();
            assertThat(stats.waits().count()).isEqualTo(1);
        }
    }
}
