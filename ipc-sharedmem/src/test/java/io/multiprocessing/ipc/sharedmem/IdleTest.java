package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Processor time does not depend on how busy the machine is: a thread that spins takes 100 percent of it, or all it
 * gets.
 */
class IdleTest {
    private static final long MOST_PERCENT = 15;

    @Test
    void nobodySpinsWhenThereIsNothingToDoWithoutFutexesEither() throws Exception {
        Jvm.Outcome outcome = Jvm.run(Jvm.command(List.of(), Programs.Idle.class));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().strip().split(" ")).hasSize(2)
                .allSatisfy(percent -> assertThat(Long.parseLong(percent)).isLessThan(MOST_PERCENT));
    }
}
