package io.multiprocessing.internal.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.TransportException;
import org.junit.jupiter.api.Test;

class ChildProgramTest {
    private record Own() implements ChildProgram {
        @Override
        public void run(Member self) {}
    }

    @Test
    void aTargetTravelsAlone() {
        RemoteRunnable target = () -> {};
        ChildProgram program = new TargetProgram(target);
        assertThat(program.cargo()).isSameAs(target).isSameAs(program.job());
        assertThat(ChildProgram.of(program.cargo())).isEqualTo(program);
    }

    @Test
    void otherProgramsTravelThemselves() {
        ChildProgram program = new Own();
        assertThat(ChildProgram.of(program.cargo())).isSameAs(program);
    }

    @Test
    void whatIsNoProgramIsRefused() {
        for (Object cargo : new Object[] {null, "text"}) {
            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> ChildProgram.of(cargo))
                    .withMessageContaining(cargo == null ? "null" : "java.lang.String");
        }
    }
}
