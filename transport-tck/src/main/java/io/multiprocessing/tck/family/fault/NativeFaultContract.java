package io.multiprocessing.tck.family.fault;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.DeathCause;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.NativeDeeds;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** What native code does to a worker stays with that worker. */
public interface NativeFaultContract extends FamilyUnderTest {
    private static WorkerDiedException deathOf(TaskFuture<?> task) {
        ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
        assertThat(e).hasCauseInstanceOf(WorkerDiedException.class);
        return (WorkerDiedException) e.getCause();
    }

    @FamilyTest
    @DisplayName("native: a write to where no memory is, and abort, are told as crashes, with what the JVM left of them")
    default void nativeCrashes(@TempDir Path directory) throws Exception {
        try (Multiprocessing mp = family().workingDirectory(directory)
                .jvmArgs("-XX:-CreateCoredumpOnCrash")
                .outputHandler(new Lines())
                .open();
                ProcessPool pool = mp.pool(1)) {
            WorkerDiedException write = deathOf(pool.submit(() -> NativeDeeds.writeNowhere()));
            assertThat(write.death().cause()).isEqualTo(DeathCause.CRASHED);
            assertThat(write.crashLog()).hasValueSatisfying(log -> assertThat(log).isNotEmptyFile());
            WorkerDiedException abort = deathOf(pool.submit(() -> {
                try {
                    NativeDeeds.abort();
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(abort.death().cause()).isEqualTo(DeathCause.CRASHED);
            assertThat(abort.death().signalName()).hasValue("SIGABRT");
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
        }
    }

    @FamilyTest
    @DisplayName("native: closing descriptors 0 to 2 behind the JVM's back harms no protocol, or ends that worker alone")
    default void closedDescriptors(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            TaskFuture<String> neighbour = pool.submit(gate::take);
            for (int number = 0; number < 3; number++) {
                int descriptor = number;
                TaskFuture<Integer> task = pool.submit(() -> {
                    try {
                        NativeDeeds.close(descriptor);
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                    return descriptor;
                });
                Object outcome = task.handle((value, thrown) -> thrown == null ? value : thrown)
                        .get(patience().toNanos(), TimeUnit.NANOSECONDS);
                if (!outcome.equals(descriptor)) {
                    assertThat(outcome).as("after closing %d", descriptor).isInstanceOf(WorkerDiedException.class);
                }
                assertThat(pool.submit(() -> "goes on").get(patience().toNanos(), TimeUnit.NANOSECONDS))
                        .isEqualTo("goes on");
            }
            gate.put("unharmed");
            assertThat(neighbour.get()).isEqualTo("unharmed");
        }
    }

    @FamilyTest
    @DisplayName("native: a process that a task started and that holds the worker's streams hides no death")
    default void grandchildHoldsStreams(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<?> task = pool.submit(() -> {
                told.put(new ProcessBuilder("sleep", "1000").inheritIO().start().pid());
                Runtime.getRuntime().halt(3);
            });
            long below = next(told);
            try {
                assertThat(deathOf(task).exitStatus()).hasValue(3);
                assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
                assertThat(Await.isAlive(below)).isTrue();
            } finally {
                ProcessHandle.of(below).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
