package io.multiprocessing.internal.pool.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WearLimitsTest {
    private static final WearLimits NONE = new WearLimits(0, null, null, 0, 0);

    @Test
    void nothingIsLimitedByDefault() {
        assertThat(NONE.needsLooks()).isFalse();
        assertThat(NONE.wornOut(new WearLimits.Wear(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))).isNull();
        assertThat(NONE.tooOld(Duration.ofDays(1000))).isNull();
        assertThat(NONE.tooIdle(Duration.ofDays(1000))).isNull();
    }

    @Test
    void eachLimitIsTold() {
        WearLimits limits = new WearLimits(3, Duration.ofSeconds(10), Duration.ofSeconds(2), 100, 50);
        assertThat(limits.wornOut(new WearLimits.Wear(2, 100, 50))).isNull();
        assertThat(limits.wornOut(new WearLimits.Wear(3, 0, 0))).contains("3 tasks");
        assertThat(limits.wornOut(new WearLimits.Wear(0, 101, 0))).contains("101 bytes in memory");
        assertThat(limits.wornOut(new WearLimits.Wear(0, 0, 51))).contains("51 bytes of heap");
        assertThat(limits.tooOld(Duration.ofSeconds(11))).contains("PT10S");
        assertThat(limits.tooIdle(Duration.ofSeconds(3))).contains("PT2S");
    }

    @Test
    void itIsLookedOftenEnoughAndNotTooOften() {
        assertThat(new WearLimits(0, Duration.ofSeconds(1), null, 0, 0).lookEvery()).isEqualTo(Duration.ofMillis(100));
        assertThat(new WearLimits(0, null, Duration.ofNanos(1), 0, 0).lookEvery()).isEqualTo(Duration.ofMillis(20));
        assertThat(new WearLimits(0, Duration.ofDays(1), null, 1, 0).lookEvery()).isEqualTo(Duration.ofMillis(500));
    }
}
