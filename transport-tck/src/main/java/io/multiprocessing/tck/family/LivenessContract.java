package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.DeathCause;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessDeath;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import io.multiprocessing.tck.family.harness.Signals;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;

/** Processes that stop answering, and those that only seem to. */
public interface LivenessContract extends FamilyUnderTest {
    /** Long beside what a loaded machine keeps a thread waiting, since nobody may be killed for that. */
    Duration GRACE = Duration.ofSeconds(2);

    /** A single thread can then keep all virtual threads waiting. */
    List<String> ONE_CARRIER =
            List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");

    @FamilyTest
    @DisplayName("liveness: a worker that is stopped for longer than the grace is killed; its task alone fails, and says so")
    default void stoppedBeyondTheGrace() throws Exception {
        try (Multiprocessing mp = family().livenessGrace(GRACE).outputHandler(new Lines()).open()) {
            SharedQueue<Long> started = mp.queue();
            SharedQueue<String> gate = mp.queue();
            try (ProcessPool pool = mp.pool(2)) {
                TaskFuture<String> neighbour = pool.submit(gate::take);
                TaskFuture<?> stopped = pool.submit(() -> {
                    started.put(ProcessHandle.current().pid());
                    Thread.sleep(Long.MAX_VALUE);
                });
                Signals.send("STOP", next(started));
                ExecutionException failure = catchThrowableOfType(ExecutionException.class, stopped::get);
                assertThat(failure).hasCauseInstanceOf(WorkerDiedException.class);
                ProcessDeath death = ((WorkerDiedException) failure.getCause()).death();
                assertThat(death.cause()).isEqualTo(DeathCause.UNRESPONSIVE);
                assertThat(death.signalName()).hasValue("SIGKILL");
                assertThat(death.reason()).contains("not answered for PT2S");
                assertThat(failure.getCause()).hasMessageContaining("SIGSTOP");
                gate.put("unharmed");
                assertThat(neighbour.get()).isEqualTo("unharmed");
                assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
            }
        }
    }

    @FamilyTest
    @DisplayName("liveness: idle, busy and shortly stopped children are left alone")
    default void leftAlone() throws Exception {
        try (Multiprocessing mp = family().livenessGrace(GRACE)
                .jvmArgs(ONE_CARRIER)
                .outputHandler(new Lines())
                .open()) {
            SharedQueue<Long> gate = mp.queue();
            SharedQueue<String> done = mp.queue();
            ChildProcess idle = mp.start(gate::take);
            ChildProcess busy = mp.start(() -> {
                // That no carrier of virtual threads is left to others keeps no answer back.
                Thread.ofVirtual().start(LivenessContract::spinForEver);
                gate.take();
                done.put("busy");
            });
            ChildProcess stopped = mp.start(() -> {
                gate.take();
                done.put("stopped");
            });
            Signals.send("STOP", stopped.pid());
            Thread.sleep(GRACE.dividedBy(4));
            Signals.send("CONT", stopped.pid());
            Thread.sleep(GRACE.multipliedBy(2));
            assertThat(idle.isAlive()).isTrue();
            assertThat(busy.isAlive()).isTrue();
            assertThat(stopped.isAlive()).isTrue();
            idle.kill();
            busy.kill();
            gate.put(1L);
            assertThat(next(done)).isEqualTo("stopped");
        }
    }

    private static void spinForEver() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    @FamilyTest
    @DisplayName("liveness: a child with a debugger's agent may be stopped for as long as somebody likes")
    default void debuggedChild() throws Exception {
        try (Multiprocessing mp = family().livenessGrace(Duration.ofMillis(500))
                .jvmArgs("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")
                .outputHandler(new Lines())
                .open()) {
            SharedQueue<Long> gate = mp.queue();
            ChildProcess child = mp.start(gate::take);
            Signals.send("STOP", child.pid());
            Thread.sleep(2000);
            Signals.send("CONT", child.pid());
            gate.put(1L);
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @FamilyTest
    @DisplayName("liveness: a parent that was paused for longer than the grace blames nobody for it")
    default void pausedParent() throws Exception {
        try (Program program = Program.start(ParentProgram.class, patience(), "short grace", transport())) {
            program.awaitLine("waiting");
            Signals.send("STOP", program.pid());
            Thread.sleep(3000);
            Signals.send("CONT", program.pid());
            assertThat(program.awaitExit()).as("printed %s and %s", program.out(), program.err()).isZero();
            assertThat(program.out()).contains("all alive");
        }
    }
}
