package io.multiprocessing.internal.pool.policy;

import io.multiprocessing.PoolListener;
import io.multiprocessing.RemoteRunnable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was chosen for a pool. Zero stands for "not limited". */
public record PoolSettings(
        String name,
        int workers,
        @Nullable RemoteRunnable initializer,
        @Nullable Duration initializerTimeout,
        WearLimits wear,
        @Nullable Duration taskTimeout,
        Duration interruptGrace,
        Duration killGrace,
        List<String> jvmArgs,
        HeapBudget heap,
        int queueLimit,
        long queueLimitBytes,
        long resultLimitBytes,
        boolean rejectsWhenFull,
        int maxRestarts,
        Duration restartPeriod,
        Backoff retryBackoff,
        List<PoolListener> listeners) {}
