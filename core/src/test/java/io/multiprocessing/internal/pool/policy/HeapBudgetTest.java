package io.multiprocessing.internal.pool.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
    private static final long MIB = 1 << 20;

    @Test
    void sizesAreReadAsTheJvmDoes() {
        assertThat(HeapBudget.bytes("1048576")).isEqualTo(MIB);
        assertThat(HeapBudget.bytes("512k")).isEqualTo(MIB / 2);
        assertThat(HeapBudget.bytes("3M")).isEqualTo(3 * MIB);
        assertThat(HeapBudget.bytes("2g")).isEqualTo(2048 * MIB);
        assertThat(HeapBudget.bytes("1T")).isEqualTo(MIB * MIB);
        for (String none : List.of("", "m", "1x", "99999999999g", "-")) {
            assertThat(HeapBudget.bytes(none)).as(none).isZero();
        }
    }

    @Test
    void withoutACeilingAllIsAllowed() {
        HeapBudget budget = HeapBudget.of(0, 1_000_000, List.of("-Xmx8t"));
        budget.require(Integer.MAX_VALUE);
    }

    @Test
    void theLastOptionCounts() {
        HeapBudget budget = HeapBudget.of(1000 * MIB, 10, List.of("-Xmx1g", "-ea", "-Xmx100m"));
        assertThat(budget.each()).isEqualTo(100 * MIB);
        budget.require(10);
        assertThatIllegalArgumentException().isThrownBy(() -> budget.require(11)).withMessageContaining("allows 10");
        assertThatIllegalStateException()
                .isThrownBy(() -> HeapBudget.of(1000 * MIB - 1, 10, List.of("-Xmx100m")))
                .withMessageContaining("Take at most 9 workers");
    }

    @Test
    void aShareIsWholeMebibytesAndEnoughToRunIn() {
        assertThat(HeapBudget.of(100 * MIB, 3, List.of()).option()).isEqualTo("-Xmx" + 33 * MIB);
        assertThatIllegalStateException()
                .isThrownBy(() -> HeapBudget.of(100 * MIB, 7, List.of()))
                .withMessageContaining("at most 6 workers");
    }
}
