package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processor time does not depend on how busy the machine is: a thread that spins takes 100 percent of it, or all it gets. */
class IdleTest {
    private static final long MOST_PERCENT = 15;

    @ParameterizedTest
    @ValueSource(strings = {Jvm.NATIVE_ACCESS, "-Dno.native.access=true"})
    void nobodySpinsWhenThereIsNothingToDo(String jvmArg) throws Exception {
        Jvm.Outcome outcome = Jvm.run(Jvm.command(List.of(jvmArg), Programs.Idle.class, jvmArg));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().strip().split(" ")).hasSize(2)
                .allSatisfy(percent -> assertThat(Long.parseLong(percent)).isLessThan(MOST_PERCENT));
    }
}
