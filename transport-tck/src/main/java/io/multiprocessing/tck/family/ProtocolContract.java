package io.multiprocessing.tck.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Misbehaviour;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;

/** The choice of a transport, and children that don't keep to the protocol. */
public interface ProtocolContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("transport: is chosen by name; an unknown name is answered with what there is and what to add")
    default void choiceByName() {
        try (Multiprocessing mp = Multiprocessing.open(transport())) {
            assertThat(mp.transport()).isEqualTo(transport());
            assertThat(mp.toString()).contains(transport());
        }
        try (Multiprocessing best = Multiprocessing.open()) {
            assertThat(best.transport()).isNotEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multiprocessing.open("carrier-pigeon"))
                .withMessageContaining("carrier-pigeon")
                .withMessageContaining(transport());
    }

    @FamilyTest
    @DisplayName("protocol: a child that sends a frame of an unknown type is ended, alone, and its parent says why")
    default void unknownFrameType(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ChildProcess sibling = mp.start(gate::take);
        ChildProcess child = mp.start(() -> {
            Misbehaviour.sendFrameOfType(200);
            Thread.sleep(Long.MAX_VALUE);
        });
        child.join();
        assertThat(child.exitCode().getAsInt()).isNotZero();
        assertThat(sibling.isAlive()).isTrue();
        gate.put("go");
        sibling.join();
        assertThat(sibling.exitCode()).hasValue(0);
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<?> task = pool.submit(() -> {
                Misbehaviour.sendFrameOfType(200);
                Thread.sleep(Long.MAX_VALUE);
            });
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(task::get)
                    .withCauseInstanceOf(WorkerDiedException.class)
                    .withMessageContaining("200");
            assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
        }
    }
}
