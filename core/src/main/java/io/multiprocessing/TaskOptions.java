package io.multiprocessing;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a single task may deviate in from its pool: {@code TaskOptions.builder().timeout(...).build()}. Immutable. */
public final class TaskOptions {
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final TaskOptions DEFAULTS = builder().build();

    private final @Nullable Duration timeout;
    private final boolean idempotent;
    private final int attempts;
    private final String label;

    private TaskOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.idempotent = builder.idempotent;
        this.attempts = builder.attempts;
        this.label = builder.label;
    }

    /** No limit but the pool's, not idempotent, no label. */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The limit, counted from the start of the task; empty for the pool's. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Whether the task may be run again when its worker died while it ran. */
    public boolean isIdempotent() {
        return idempotent;
    }

    /** How often the task is tried, in all, when its worker dies each time: 1 when it is not idempotent. */
    public int attempts() {
        return idempotent ? attempts : 1;
    }

    /** Names the task in messages; empty by default. */
    public String label() {
        return label;
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private @Nullable Duration timeout;
        private boolean idempotent;
        private int attempts = DEFAULT_ATTEMPTS;
        private String label = "";

        private Builder() {}

        /**
         * Limits the time from the start of the task.
         *
         * @throws IllegalArgumentException when not positive
         */
        public Builder timeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("A task's time limit must be positive: " + limit);
            }
            this.timeout = limit;
            return this;
        }

        /**
         * Allows that the task is run again, three times in all, when its worker died while it ran, each time after a
         * pause that {@link ProcessPool.Builder#retryBackoff} chooses. What it ended with before is {@linkplain
         * Throwable#getSuppressed() suppressed} in the exception of the last attempt, and its message tells all
         * attempts. A task that throws, or runs out of time, is not tried again.
         */
        public Builder idempotent() {
            return idempotent(true);
        }

        public Builder idempotent(boolean mayBeRetried) {
            this.idempotent = mayBeRetried;
            return this;
        }

        /**
         * As {@link #idempotent()}, with another number of attempts.
         *
         * @param attempts in all, the first included
         * @throws IllegalArgumentException when fewer than 1
         */
        public Builder attempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("A task needs at least 1 attempt, not " + attempts);
            }
            this.attempts = attempts;
            return idempotent();
        }

        public Builder label(String label) {
            this.label = Objects.requireNonNull(label);
            return this;
        }

        public TaskOptions build() {
            return new TaskOptions(this);
        }
    }
}
