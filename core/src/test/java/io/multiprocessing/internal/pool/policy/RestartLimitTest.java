package io.multiprocessing.internal.pool.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RestartLimit limit = new RestartLimit(RestartLimit.MAX_FAILURES, RestartLimit.WITHIN);

    @Test
    void fiveFailuresInTenSecondsAreForgivenAndTheSixthIsNot() {
        for (int i = 0; i < RestartLimit.MAX_FAILURES; i++) {
            assertThat(limit.failed(i * SECOND)).isFalse();
        }
        assertThat(limit.failed(9 * SECOND)).isTrue();
    }

    @Test
    void theLimitCanBeChosen() {
        assertThat(new RestartLimit(0, Duration.ofSeconds(1)).failed(0)).isTrue();
        RestartLimit twoInASecond = new RestartLimit(2, Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            assertThat(twoInASecond.failed(i * SECOND * 6 / 10)).isFalse();
        }
        assertThat(twoInASecond.failed(10 * SECOND * 6 / 10 - SECOND / 2)).isTrue();
        RestartLimit many = new RestartLimit(1000, Duration.ofDays(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(many.failed(i)).isFalse();
            assertThat(many.pauseNanos()).isBetween(1L, 2 * SECOND);
        }
    }

    @Test
    void oldFailuresAreForgotten() {
        for (int i = 0; i < 100; i++) {
            assertThat(limit.failed(i * 3 * SECOND)).isFalse();
        }
    }

    @Test
    void timeMayPassTheEndOfTheClock() {
        long begin = Long.MAX_VALUE - SECOND;
        for (int i = 0; i < RestartLimit.MAX_FAILURES; i++) {
            assertThat(limit.failed(begin + i * SECOND)).isFalse();
        }
        assertThat(limit.failed(begin + 6 * SECOND)).isTrue();
        assertThat(limit.failed(begin + 60 * SECOND)).isFalse();
    }

    @Test
    void workThatGetsDoneMakesAllWellAgain() {
        for (int i = 0; i < RestartLimit.MAX_FAILURES; i++) {
            limit.failed(0);
        }
        limit.worked();
        assertThat(limit.pauseNanos()).isZero();
        assertThat(limit.failed(0)).isFalse();
    }

    @Test
    void pausesGrow() {
        assertThat(limit.pauseNanos()).isZero();
        long last = 0;
        for (int i = 0; i < RestartLimit.MAX_FAILURES; i++) {
            limit.failed(0);
            assertThat(limit.pauseNanos()).isGreaterThan(last).isLessThan(2 * SECOND);
            last = limit.pauseNanos();
        }
    }
}
