package io.multiprocessing.tck.family.standby;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.CurrentProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.OutputHandler.OutputLine;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.Alone;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Fussy;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.internal.Footprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Processes that stand by: who takes them, and that they are then what any child is. */
public interface StandbyContract extends FamilyUnderTest {
    private Reserve reserve(int standby) {
        return Reserve.of(family(), standby, patience());
    }

    /** What a child may tell of itself. */
    record Told(CurrentProcess self, String thread, boolean mayHaveChildren) implements java.io.Serializable {
        static Told now() {
            return new Told(ChildProcess.self(), Thread.currentThread().getName(), mayStartOne());
        }

        /** Asked with a child that can't be sent, so that none is started. */
        private static boolean mayStartOne() {
            Object lock = new Object();
            try {
                Multiprocessing.current().start(() -> System.out.println(lock));
            } catch (IllegalStateException e) {
                return false;
            } catch (NotSerializableTaskException e) {
                return true;
            }
            throw new AssertionError("a lock can't be sent");
        }
    }

    @FamilyTest
    @DisplayName("standby: a start takes a process that was there, which gets its name and rights, and prints under that name")
    default void startTakesOne() throws Exception {
        Lines lines = new Lines();
        try (Reserve reserve = Reserve.of(family().outputHandler(lines), 2, patience())) {
            Multiprocessing mp = reserve.family;
            List<Long> before = reserve.pids();
            assertThat(before).hasSize(2);
            assertThat(mp.activeChildren()).as("nobody's children yet").isEmpty();
            SharedQueue<Told> told = mp.queue();

            ChildProcess named = mp.process(() -> {
                System.out.println("hello");
                told.put(Told.now());
            });
            named.setName("a name with blanks");
            named.start();
            assertThat(named.pid()).isIn(before);
            assertThat(mp.activeChildren()).containsExactly(named);
            Told first = next(told);
            assertThat(first.self.name()).isEqualTo("a name with blanks").isEqualTo(first.thread);
            assertThat(first.self.pid()).isEqualTo(named.pid());
            assertThat(first.self.parentPid()).hasValue(ProcessHandle.current().pid());
            assertThat(first.self.isDaemon()).isFalse();
            assertThat(first.mayHaveChildren).isTrue();
            named.join();
            assertThat(named.exitCode()).hasValue(0);
            assertThat(lines.all()).extracting(OutputLine::processName).containsOnly("a name with blanks");
            assertThat(mp.standbyStats().taken()).isEqualTo(1);

            ChildProcess daemon = mp.process(() -> told.put(Told.now()));
            daemon.setDaemon(true);
            daemon.start();
            Told second = next(told);
            assertThat(second.self.name()).isEqualTo("Process-2");
            assertThat(second.self.isDaemon()).isTrue();
            assertThat(second.mayHaveChildren).isFalse();
            daemon.join();
            reserve.awaitReady(2);
            assertThat(reserve.pids()).as("filled up with fresh ones").hasSize(2).doesNotContainAnyElementsOf(before);
        }
    }

    @FamilyTest
    @DisplayName("standby: figures tell how many there are and what memory they take; a family without has none")
    default void figures(Multiprocessing without) throws Exception {
        try (Reserve reserve = reserve(2)) {
            assertThat(reserve.family.standbyStats().wanted()).isEqualTo(2);
            assertThat(reserve.family.standbyStats().ready()).isEqualTo(2);
            assertThat(reserve.family.standbyStats().starting()).isZero();
            assertThat(reserve.family.standbyStats().taken()).isZero();
            if (Files.exists(Path.of("/proc/self/status"))) {
                assertThat(reserve.family.standbyStats().residentBytes()).isGreaterThan(2L << 20);
            }
        }
        assertThat(without.standbyStats().wanted()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> family().standby(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> without.poolBuilder().standby(-1));
    }

    @FamilyTest
    @DisplayName("standby: a target that can't be sent leaves it standing by; one that can't be rebuilt is told as ever")
    default void badTargets() throws Exception {
        try (Reserve reserve = reserve(1)) {
            Multiprocessing mp = reserve.family;
            long standby = reserve.onlyPid();
            Object lock = new Object();
            assertThatExceptionOfType(NotSerializableTaskException.class)
                    .isThrownBy(() -> mp.start(() -> System.out.println(lock)));
            ChildProcess good = mp.start(() -> {});
            assertThat(good.pid()).isEqualTo(standby);
            good.join();

            reserve.awaitReady(1);
            Fussy fussy = new Fussy();
            assertThatExceptionOfType(ProcessStartException.class)
                    .isThrownBy(() -> mp.start(() -> System.out.println(fussy)))
                    .withMessageContaining("I refuse to be read")
                    .withStackTraceContaining(Fussy.class.getName());
            assertThat(mp.activeChildren()).isEmpty();
            reserve.awaitReady(1);
        }
    }

    @FamilyTest
    @DisplayName("standby: a pool with the family's options starts with them, one with others does not")
    default void onlyTheSameOptionsFit() throws Exception {
        try (Reserve reserve = reserve(1)) {
            long standby = reserve.onlyPid();
            try (ProcessPool other = reserve.family.poolBuilder().workers(1).jvmArgs("-Dmp.other=yes").build()) {
                String property = other.submit(() -> System.getProperty("mp.other")).get();
                assertThat(property).isEqualTo("yes");
                assertThat(reserve.family.standbyStats().taken()).isZero();
                assertThat(reserve.pids()).contains(standby);
            }
            try (ProcessPool same = reserve.family.pool(1)) {
                long worker = same.submit(() -> ProcessHandle.current().pid()).get();
                assertThat(worker).isEqualTo(standby);
                assertThat(reserve.family.standbyStats().taken()).isEqualTo(1);
            }
        }
    }

    @FamilyTest
    @DisplayName("standby: a pool that keeps some replaces a killed worker by one of them, and its end is theirs")
    default void poolReplacesByStandby() throws Exception {
        String mark = Reserve.mark();
        try (Multiprocessing mp = family().open()) {
            try (ProcessPool pool = mp.poolBuilder().workers(1).standby(1).jvmArgs(mark).build()) {
                long worker = pool.submit(() -> ProcessHandle.current().pid()).get();
                Reserve.awaitReady(mp, 1, patience());
                long standby = Await.withArgument(mark).stream().filter(pid -> pid != worker).findFirst().orElseThrow();
                ProcessHandle.of(worker).orElseThrow().destroyForcibly();
                Await.untilGone(worker, patience());
                Await.until("the standby works", patience(), () -> mp.standbyStats().taken() == 1);
                long replacement = pool.submit(() -> ProcessHandle.current().pid()).get();
                assertThat(replacement).isEqualTo(standby);
                Reserve.awaitReady(mp, 1, patience());
            }
            Await.until("the pool's standbys are gone", patience(), () -> Await.withArgument(mark).isEmpty());
            assertThat(mp.standbyStats().wanted()).isZero();
        }
    }

    @FamilyTest
    @DisplayName("standby: many starts at once take what there is; each target runs once")
    default void manyAtOnce() throws Exception {
        try (Reserve reserve = reserve(2)) {
            Multiprocessing mp = reserve.family;
            SharedQueue<Integer> ran = mp.queue();
            List<Thread> starters = java.util.stream.IntStream.range(0, 5)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> mp.start(() -> ran.put(i))))
                    .toList();
            for (Thread starter : starters) {
                starter.join();
            }
            for (ChildProcess child : mp.activeChildren()) {
                child.join();
            }
            assertThat(ran).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            assertThat(mp.standbyStats().taken()).isBetween(2L, 5L);
        }
    }

    @Alone
    @FamilyTest
    @DisplayName("standby: a closed family leaves none, and no thread, descriptor or file of them")
    default void closeLeavesNone() throws Exception {
        openAndClose();
        Footprint before = footprint();
        openAndClose();
        Await.until("nothing is left", patience(), () -> footprint().without(before).isEmpty());
    }

    /** Also while they are being started. */
    private void openAndClose() throws Exception {
        family().standby(2).open().close();
        try (Reserve reserve = reserve(2)) {
            reserve.family.start(() -> {}).join();
        }
    }

    private static Footprint footprint() {
        return Footprint.of(() -> {
            throw new UnsupportedOperationException("only the names of files are asked for");
        });
    }
}
