package io.multiprocessing.tck.family.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import io.multiprocessing.tck.family.harness.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Signals to the program that founded a family: whichever it is, nobody is left. */
public interface SignalFaultContract extends FamilyUnderTest {
    private Program parent(String scene) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "setsid of util-linux begins a session");
        // In a session of its own, so that a signal to its group reaches nobody else.
        List<String> prefix = new ArrayList<>(Signals.heeding());
        prefix.add("setsid");
        return Program.start(prefix, ParentProgram.class, patience(), scene, transport());
    }

    @FamilyTest
    @DisplayName("signals: a hang-up, a crash and a timer's signal end the program, and leave no descendant")
    default void anySignal() throws Exception {
        try (Program program = parent("family, block")) {
            endBy("SEGV", program, ParentProgram.awaitFamily(program));
        }
        for (String signal : List.of("HUP", "ALRM")) {
            try (Program program = parent("idle pool, block")) {
                endBy(signal, program, List.of(program.awaitPid("worker")));
            }
        }
    }

    private void endBy(String signal, Program program, List<Long> descendants) throws Exception {
        program.awaitLine("blocking");
        Signals.send(signal, program.pid());
        assertThat(program.awaitExit()).as(signal).isNotZero();
        Await.untilAllGone(descendants, patience());
    }

    @FamilyTest
    @DisplayName("signals: SIGKILL of a program whose pool is idle leaves no worker")
    default void killIdle() throws Exception {
        try (Program program = parent("idle pool, block")) {
            long worker = program.awaitPid("worker");
            program.awaitLine("blocking");
            program.kill();
            program.awaitExit();
            Await.untilGone(worker, patience());
        }
    }

    @FamilyTest
    @DisplayName("signals: Ctrl-C reaches the whole group; the program ends once, in order, and leaves no descendant")
    default void ctrlC() throws Exception {
        try (Program program = parent("family, block")) {
            List<Long> pids = ParentProgram.awaitFamily(program);
            program.awaitLine("blocking");
            Signals.sendToGroup("INT", program.pid());
            assertThat(program.awaitExit()).isEqualTo(128 + 2);
            Await.untilAllGone(pids, patience());
            assertThat(program.err()).as("what it complains about").noneMatch(line -> line.contains("Exception"));
        }
    }

    @FamilyTest
    @DisplayName("signals: a second SIGTERM or Ctrl-C does not wait for children that do not leave")
    default void secondForces() throws Exception {
        for (String signal : List.of("TERM", "INT")) {
            try (Program program = parent("stubborn child")) {
                long child = program.awaitPid("child");
                program.awaitLine("blocking");
                program.terminate();
                program.awaitLine("the child was told to end");
                assertThat(program.isAlive()).isTrue();
                Signals.send(signal, program.pid());
                assertThat(program.awaitExit()).isIn(128 + 15, 128 + 2);
                Await.untilGone(child, patience());
            }
        }
    }
}
