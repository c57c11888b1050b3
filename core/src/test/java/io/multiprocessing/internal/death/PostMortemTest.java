package io.multiprocessing.internal.death;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.DeathCause;
import io.multiprocessing.ProcessDeath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostMortemTest {
    private static final long PID = 999_999_999;
    private static final int KILLED = 137;
    private static final int ABORTED = 134;

    @TempDir
    private Path directory;

    private Path events;

    @BeforeEach
    void count() throws IOException {
        events = directory.resolve("memory.events");
        setKills(7);
    }

    private void setKills(int count) throws IOException {
        Files.writeString(events, "low 0\noom 9\noom_kill " + count + "\n");
    }

    private PostMortem begin(OutOfMemoryKills kills, String... jvmArgs) {
        PostMortem examiner =
                new PostMortem(CrashLog.of(PID, directory.toString(), List.of(jvmArgs)), kills);
        examiner.ready();
        return examiner;
    }

    private PostMortem begin(String... jvmArgs) {
        return begin(new OutOfMemoryKills(List.of(directory.resolve("missing"), events)), jvmArgs);
    }

    @Test
    void exitsAndSignalsAreToldByNumberAndName() {
        ProcessDeath exit = begin().conclude(3, "last words", "");
        assertThat(exit.cause()).isEqualTo(DeathCause.EXITED);
        assertThat(exit.exitStatus()).isEqualTo(3);
        assertThat(exit.signal()).isEmpty();
        assertThat(exit.signalName()).isEmpty();
        assertThat(exit.errorOutput()).isEqualTo("last words");
        assertThat(exit.describe()).isEqualTo("exited with status 3");
        assertThat(exit.advice()).contains("System.exit(3)");

        ProcessDeath alarm = begin().conclude(142, "", "");
        assertThat(alarm.cause()).isEqualTo(DeathCause.SIGNALLED);
        assertThat(alarm.signal()).hasValue(14);
        assertThat(alarm.describe()).isEqualTo("was killed by signal 14 (SIGALRM)");
        assertThat(begin().conclude(128 + 33, "", "").describe()).contains("33");
    }

    @Test
    void aKillByTheSystemIsToldFromOneBySomebody() throws IOException {
        PostMortem somebody = begin();
        ProcessDeath killed = somebody.conclude(KILLED, "", "");
        assertThat(killed.cause()).isEqualTo(DeathCause.SIGNALLED);
        assertThat(killed.advice()).contains("the system did not");

        OutOfMemoryKills kills = new OutOfMemoryKills(List.of(events));
        PostMortem first = begin(kills);
        PostMortem second = begin(kills);
        setKills(8);
        assertThat(first.conclude(KILLED, "", "").cause()).isEqualTo(DeathCause.SYSTEM_OUT_OF_MEMORY);
        // One such kill explains one death.
        assertThat(second.conclude(KILLED, "", "").cause()).isEqualTo(DeathCause.SIGNALLED);

        ProcessDeath unknown = begin(new OutOfMemoryKills(List.of())).conclude(KILLED, "", "");
        assertThat(unknown.cause()).isEqualTo(DeathCause.SIGNALLED);
        assertThat(unknown.advice()).contains("or the system did because memory ran out");
    }

    @Test
    void aCrashLogIsFoundWhereTheJvmPutsIt() throws IOException {
        String log = """
                #
                # A fatal error has been detected by the Java Runtime Environment:
                #
                #  SIGSEGV (0xb) at pc=0x00007f, pid=999999999, tid=2
                #
                # Problematic frame:
                # C  [libfoo.so+0x10]   foo+0x4
                #
                """;
        PostMortem plain = begin();
        Path file = Files.writeString(directory.resolve("hs_err_pid" + PID + ".log"), log);
        ProcessDeath crash = plain.conclude(ABORTED, "", "");
        assertThat(crash.cause()).isEqualTo(DeathCause.CRASHED);
        assertThat(crash.crashLog()).hasValue(file);
        assertThat(crash.reason()).contains("SIGSEGV (0xb)").contains("in C [libfoo.so+0x10] foo+0x4");

        // What was there before is of another process that had this pid.
        assertThat(begin().conclude(ABORTED, "", "").crashLog()).isEmpty();

        PostMortem chosen = begin("-XX:ErrorFile=sub/e%p-%%.log");
        Files.createDirectory(directory.resolve("sub"));
        Path elsewhere = Files.writeString(directory.resolve("sub/e" + PID + "-%.log"), log);
        assertThat(chosen.conclude(ABORTED, "", "").crashLog()).hasValue(elsewhere);
    }

    @Test
    void anExhaustedHeapIsKnownByTheWordsOfTheChildOrTheJvm() {
        PostMortem said = begin();
        said.saidGoodbye(LastWord.HEAP_EXHAUSTED);
        assertThat(said.conclude(1, "", "").cause()).isEqualTo(DeathCause.HEAP_EXHAUSTED);
        String words = "Terminating due to java.lang.OutOfMemoryError: Java heap space";
        assertThat(begin().conclude(3, words, "").cause()).isEqualTo(DeathCause.HEAP_EXHAUSTED);

        PostMortem exit = begin();
        exit.saidGoodbye(LastWord.EXIT);
        assertThat(exit.conclude(3, words, "").cause()).isEqualTo(DeathCause.EXITED);
    }

    @Test
    void aThreadTooManyIsNoExhaustedHeap() {
        String words = "java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory";
        PostMortem examiner = new PostMortem(null, new OutOfMemoryKills(List.of()));
        ProcessDeath unborn = examiner.conclude(1, words, "");
        assertThat(unborn.cause()).isEqualTo(DeathCause.START_FAILED);
        assertThat(unborn.advice()).contains("ulimit");
        PostMortem main = begin();
        main.saidGoodbye(LastWord.HEAP_EXHAUSTED);
        assertThat(main.conclude(1, words, "").cause()).isEqualTo(DeathCause.EXITED);
    }

    @Test
    void theFirstReasonToKillItIsTheOneThatCounts() {
        PostMortem examiner = begin();
        examiner.fenced(DeathCause.UNRESPONSIVE, "it did not answer for 30 s");
        examiner.fenced(DeathCause.FENCED, "it closed its link");
        ProcessDeath death = examiner.conclude(KILLED, "", "");
        assertThat(death.cause()).isEqualTo(DeathCause.UNRESPONSIVE);
        assertThat(death.describe()).isEqualTo("was killed by signal 9 (SIGKILL): it did not answer for 30 s");
    }

    @Test
    void whatDoesNotComeUpHasFailedToStart() {
        PostMortem examiner = new PostMortem(null, new OutOfMemoryKills(List.of()));
        ProcessDeath death = examiner.conclude(1, "Unrecognized VM option 'x'", "");
        assertThat(death.cause()).isEqualTo(DeathCause.START_FAILED);
        assertThat(death.errorOutput()).contains("Unrecognized");
    }
}
