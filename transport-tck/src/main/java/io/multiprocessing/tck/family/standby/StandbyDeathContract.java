package io.multiprocessing.tck.family.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import io.multiprocessing.tck.family.harness.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/** Processes that stand by and die, or whose parent does: nobody is handed a dead one, and none is left. */
public interface StandbyDeathContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("standby: one that is killed while it waits is replaced in silence")
    default void killedOnesAreReplaced() throws Exception {
        Lines lines = new Lines();
        try (Reserve reserve = Reserve.of(family().outputHandler(lines), 1, patience())) {
            long first = reserve.onlyPid();
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            Await.untilGone(first, patience());
            Await.until("another one is there", patience(), () -> reserve.pids().size() == 1);
            reserve.awaitReady(1);
            long second = reserve.onlyPid();
            ChildProcess child = reserve.family.start(() -> {});
            assertThat(child.pid()).isEqualTo(second);
            child.join();
            assertThat(lines.all()).isEmpty();
        }
    }

    @FamilyTest
    @DisplayName("standby: one that is killed just when a start takes it costs nothing but time: the target runs once")
    default void killedWhileTaken() throws Exception {
        try (Reserve reserve = Reserve.of(family(), 1, patience())) {
            Multiprocessing mp = reserve.family;
            SharedQueue<Integer> ran = mp.queue();
            List<Integer> expected = new ArrayList<>();
            for (int round = 0; round < 8; round++) {
                reserve.awaitReady(1);
                ProcessHandle standby = ProcessHandle.of(reserve.onlyPid()).orElseThrow();
                long pause = TimeUnit.MICROSECONDS.toNanos(100L * round * round);
                Thread killer = Thread.ofPlatform().start(() -> {
                    long until = System.nanoTime() + pause;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    standby.destroyForcibly();
                });
                int number = round;
                ChildProcess child = mp.start(() -> ran.put(number));
                killer.join();
                child.join();
                // Else it was killed as the child that it was by then, before its first line or after it.
                if (child.pid() != standby.pid()) {
                    expected.add(round);
                    assertThat(child.exitCode()).hasValue(0);
                }
            }
            assertThat(ran).doesNotHaveDuplicates().containsAll(expected);
        }
    }

    @FamilyTest
    @DisplayName("standby: one that was stopped is passed over when it does not answer, and is gone")
    default void stoppedOneIsPassedOver() throws Exception {
        assumeFalse(System.getProperty("os.name", "").startsWith("Windows"));
        try (Reserve reserve = Reserve.of(family(), 1, patience())) {
            long standby = reserve.onlyPid();
            Signals.send("STOP", standby);
            SharedQueue<Long> ran = reserve.family.queue();
            ChildProcess child = reserve.family.start(() -> ran.put(ProcessHandle.current().pid()));
            child.join();
            assertThat(child.pid()).isNotEqualTo(standby);
            assertThat(ran).containsExactly(child.pid());
            Await.untilGone(standby, patience());
        }
    }

    @FamilyTest
    @DisplayName("standby: those that can't be started are tried more and more rarely; a start says why")
    default void noCrashLoop() throws Exception {
        Lines lines = new Lines();
        try (Multiprocessing mp = family().jvmArgs("-XX:+NoSuchOption").outputHandler(lines).standby(2).open()) {
            Await.until("one was tried", patience(), () -> !attempts(lines).isEmpty());
            assertThatExceptionOfType(ProcessStartException.class)
                    .isThrownBy(() -> mp.start(() -> {}))
                    .withMessageContaining("Unrecognized VM option");
            Thread.sleep(1500);
            assertThat(attempts(lines)).as("after 0, 0.1, 0.3, 0.7, 1.5 s and so on").hasSizeLessThan(8);
            assertThat(mp.standbyStats().ready()).isZero();
        }
    }

    private static List<String> attempts(Lines lines) {
        return lines.texts(line -> line.text().contains("Unrecognized VM option"));
    }

    @FamilyTest
    @DisplayName("standby: they do not keep the program alive, and end with it, however it ends")
    default void endWithTheParent() throws Exception {
        for (String scene : List.of("standby", "standby, block")) {
            String mark = Reserve.mark();
            try (Program program = Program.start(ParentProgram.class, patience(), scene, transport(), mark)) {
                program.awaitLine("standing by");
                if (scene.equals("standby")) {
                    assertThat(program.awaitExit()).isZero();
                } else {
                    assertThat(Await.withArgument(mark)).hasSizeGreaterThanOrEqualTo(2);
                    program.kill();
                }
                Await.until("the standbys are gone", patience(), () -> Await.withArgument(mark)
                        .stream()
                        .noneMatch(pid -> pid != program.pid()));
            }
        }
    }
}
