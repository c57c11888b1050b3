package io.multiprocessing.internal.family.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.RemoteRunnable;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentClassesTest {
    private final RecentClasses recent = new RecentClasses();

    @Test
    void ofALambdaTheClassAroundItCounts() {
        RemoteRunnable lambda = () -> {};
        recent.met(lambda);
        recent.met(null);
        assertThat(recent.names()).containsExactly(RecentClassesTest.class.getName());
    }

    @Test
    void eachIsKnownOnceAndTheOldestIsForgotten() {
        for (Object job : List.of("a", 1, 2L, 3.0, 4f, 'c', (byte) 5, (short) 6, "again", List.of())) {
            recent.met(job);
        }
        assertThat(recent.names())
                .hasSize(8)
                .startsWith(List.of().getClass().getName(), "java.lang.String", "java.lang.Short")
                .doesNotContain("java.lang.Integer");
    }
}
