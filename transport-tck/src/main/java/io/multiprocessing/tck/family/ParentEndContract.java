package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import io.multiprocessing.tck.family.harness.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of the program that founded a family, seen from outside: who waits for whom, and that nobody is left. */
public interface ParentEndContract extends FamilyUnderTest {
    private Program parent(String scene, String... more) throws IOException {
        String[] arguments = Stream.concat(Stream.of(scene, transport()), Stream.of(more)).toArray(String[]::new);
        return Program.start(ParentProgram.class, patience(), arguments);
    }

    @FamilyTest
    @DisplayName("parent: a child that is not a daemon keeps its parent's JVM alive until it ends")
    default void childKeepsParentAlive(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("go");
        try (Program program = parent("wait for a file", file.toString())) {
            long child = program.awaitPid("child");
            program.awaitLine("main is done");
            Thread.sleep(200);
            assertThat(program.isAlive()).isTrue();
            assertThat(Await.isAlive(child)).isTrue();
            Files.createFile(file);
            assertThat(program.awaitExit()).isZero();
            assertThat(program.out()).contains("the child is done");
            assertThat(Await.isAlive(child)).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("parent: a daemon child ends with its parent's program, also when main throws")
    default void daemonEndsWithParent() throws Exception {
        try (Program program = parent("daemon")) {
            long daemon = program.awaitPid("daemon");
            assertThat(program.awaitExit()).isZero();
            Await.untilGone(daemon, patience());
        }
        try (Program program = parent("family, throw")) {
            long daemon = program.awaitPid("daemon");
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.err()).anyMatch(line -> line.contains("thrown on purpose by main"));
            Await.untilGone(daemon, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: a pool that nobody closes does not keep the program alive")
    default void poolEndsWithParent() throws Exception {
        try (Program program = parent("idle pool")) {
            long worker = program.awaitPid("worker");
            assertThat(program.awaitExit()).isZero();
            Await.untilGone(worker, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: System.exit ends all descendants and keeps its status")
    default void exitEndsAll() throws Exception {
        try (Program program = parent("family, exit")) {
            List<Long> pids = ParentProgram.awaitFamily(program);
            assertThat(program.awaitExit()).isEqualTo(5);
            Await.untilAllGone(pids, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: SIGTERM ends all descendants")
    default void terminationEndsAll() throws Exception {
        try (Program program = parent("family, block")) {
            List<Long> pids = ParentProgram.awaitFamily(program);
            program.awaitLine("blocking");
            program.terminate();
            assertThat(program.awaitExit()).isEqualTo(128 + 15);
            Await.untilAllGone(pids, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: SIGKILL leaves no descendant behind")
    default void killEndsAll() throws Exception {
        try (Program program = parent("family, block")) {
            List<Long> pids = ParentProgram.awaitFamily(program);
            program.awaitLine("blocking");
            program.kill();
            program.awaitExit();
            Await.untilAllGone(pids, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: SIGKILL takes stopped descendants along, where the system can do that")
    default void killEndsTheStopped() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "the kernel is asked by setpriv of util-linux");
        try (Program program = parent("family, block")) {
            List<Long> pids = ParentProgram.awaitFamily(program);
            program.awaitLine("blocking");
            for (long pid : pids) {
                Signals.send("STOP", pid);
            }
            program.kill();
            program.awaitExit();
            Await.untilAllGone(pids, patience());
        }
    }

    @FamilyTest
    @DisplayName("parent: SIGKILL while it starts children leaves none of them, in whatever state they are")
    default void killInMidStart() throws Exception {
        for (int round = 0; round < 4; round++) {
            killInMidStart(round * 60L);
        }
    }

    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @FamilyTest
    @DisplayName("parent: SIGKILL at a thousand moments of a start leaves no child")
    default void killInMidStartOften() throws Exception {
        for (int round = 0; round < 1000; round++) {
            killInMidStart(round % 300);
        }
    }

    private void killInMidStart(long millis) throws Exception {
        String mark = "-Dmark=" + UUID.randomUUID();
        try (Program program = parent("start for ever", mark)) {
            program.awaitLine("starting");
            Thread.sleep(millis);
            program.kill();
            program.awaitExit();
            Await.until("no process of " + mark + " is left", patience(), () -> Await.withArgument(mark).isEmpty());
        }
    }

    @FamilyTest
    @DisplayName("parent: a child that is killed leaves none of its own children behind")
    default void killedChildLeavesNoChildren(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            ChildProcess grandchild = Multiprocessing.current().start(() -> {
                told.put(Multiprocessing.current().start(() -> Thread.sleep(Long.MAX_VALUE)).pid());
                while (true) {
                    Thread.onSpinWait();
                }
            });
            told.put(grandchild.pid());
            grandchild.join();
        });
        List<Long> pids = List.of(next(told), next(told));
        child.kill();
        child.join();
        assertThat(child.exitCode()).hasValue(-9);
        Await.untilAllGone(pids, patience());
    }
}
