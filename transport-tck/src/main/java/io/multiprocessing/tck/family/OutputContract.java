package io.multiprocessing.tck.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.OutputHandler.OutputLine;
import io.multiprocessing.OutputHandler.Stream;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.ParentProgram;
import io.multiprocessing.tck.family.harness.Program;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What children print reaches the parent whole, line by line, and never disturbs the protocol. */
public interface OutputContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("output: both streams come line by line, with the process's name and pid")
    default void bothStreams(Multiprocessing mp, Lines lines) throws Exception {
        ChildProcess child = mp.process(() -> {
            System.out.println("to out: ä ☃ \uD83D\uDE80");
            System.err.println("to err: ä ☃ \uD83D\uDE80");
            System.out.println();
            System.out.printf("formatted %d%n", 42);
            System.out.print("not ended");
        });
        child.setName("Printer");
        child.start().join();
        List<OutputLine> own = lines.all().stream().filter(line -> line.pid() == child.pid()).toList();
        assertThat(own).allMatch(line -> line.processName().equals("Printer"));
        assertThat(own.stream().filter(line -> line.stream() == Stream.OUT).map(OutputLine::text))
                .containsExactly("to out: ä ☃ \uD83D\uDE80", "", "formatted 42", "not ended");
        assertThat(own.stream().filter(line -> line.stream() == Stream.ERR).map(OutputLine::text))
                .containsExactly("to err: ä ☃ \uD83D\uDE80");
    }

    @FamilyTest
    @DisplayName("output: what native code or a grandchild writes to descriptors 1 and 2 comes too")
    default void nativeOutput(Multiprocessing mp, Lines lines) throws Exception {
        ChildProcess child = mp.start(() -> {
            new ProcessBuilder("sh", "-c", "echo native out; echo native err >&2").inheritIO().start().waitFor();
            new PrintStream(new FileOutputStream(FileDescriptor.out)).println("past System.out");
        });
        child.join();
        assertThat(lines.of(child.pid())).containsExactlyInAnyOrder("native out", "native err", "past System.out");
    }

    @FamilyTest
    @DisplayName("output: lines of many threads don't mix, however long")
    default void manyThreads(Multiprocessing mp, Lines lines) throws Exception {
        int threads = 6;
        int each = 150;
        ChildProcess child = mp.start(() -> {
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String letter = String.valueOf((char) ('a' + i));
                all.add(Thread.ofPlatform().start(() -> {
                    for (int k = 0; k < each; k++) {
                        PrintStream stream = k % 2 == 0 ? System.out : System.err;
                        stream.println(letter.repeat(k % 50 == 0 ? 20_000 : 100));
                    }
                }));
            }
            for (Thread thread : all) {
                thread.join();
            }
        });
        child.join();
        assertThat(lines.of(child.pid())).hasSize(threads * each).allSatisfy(line -> {
            assertThat(line.length()).isIn(100, 20_000);
            assertThat(line.chars().distinct().count()).isEqualTo(1);
        });
    }

    @FamilyTest
    @DisplayName("output: a line that is longer than a line should be comes in pieces, complete")
    default void longLine(Multiprocessing mp, Lines lines) throws Exception {
        int length = 200_001;
        ChildProcess child = mp.start(() -> {
            System.out.println("o".repeat(length));
            System.err.println("e".repeat(length));
        });
        child.join();
        List<String> texts = lines.of(child.pid());
        assertThat(texts).allMatch(text -> text.length() <= 64 << 10);
        assertThat(texts.stream().filter(text -> text.startsWith("o")).collect(Collectors.joining())).hasSize(length);
        assertThat(texts.stream().filter(text -> text.startsWith("e")).collect(Collectors.joining())).hasSize(length);
    }

    @FamilyTest
    @DisplayName("output: twenty megabytes of it disturb no result")
    default void muchOutput() throws Exception {
        print(1024);
    }

    @Tag("soak")
    @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @FamilyTest
    @DisplayName("output: a gigabyte of it disturbs no result")
    default void hugeOutput() throws Exception {
        print(52 << 10);
    }

    /** Has each of twenty tasks print so many KiB. */
    private void print(int linesPerTask) throws Exception {
        LongAdder characters = new LongAdder();
        try (Multiprocessing mp = family().outputHandler(line -> characters.add(line.text().length() + 1)).open();
                ProcessPool pool = mp.pool(2)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int number = i;
                tasks.add(pool.submit(() -> {
                    PrintStream stream = number % 2 == 0 ? System.out : System.err;
                    String line = "x".repeat(1023);
                    for (int k = 0; k < linesPerTask; k++) {
                        stream.println(line);
                    }
                    return number;
                }));
            }
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).get()).isEqualTo(i);
            }
        }
        assertThat(characters.sum()).isEqualTo(20L * linesPerTask << 10);
    }

    @FamilyTest
    @DisplayName("output: standard input is at its end, and closing the standard streams harms nothing")
    default void standardStreams(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.pool(1)) {
            assertThat(pool.submit(() -> System.in.read()).get()).isEqualTo(-1);
            assertThat(pool.submit(() -> {
                System.in.close();
                System.out.close();
                System.err.close();
                new FileInputStream(FileDescriptor.in).close();
                new FileOutputStream(FileDescriptor.out).close();
                new FileOutputStream(FileDescriptor.err).close();
                return "done";
            }).get()).isEqualTo("done");
            assertThat(pool.submit(() -> "still there").get()).isEqualTo("still there");
            assertThat(pool.submit(() -> new byte[3 << 20]).get()).hasSize(3 << 20);
        }
    }

    @FamilyTest
    @DisplayName("output: a handler that throws gets the next line all the same")
    default void throwingHandler() throws Exception {
        List<String> texts = new CopyOnWriteArrayList<>();
        try (Multiprocessing mp = family().outputHandler(line -> {
            texts.add(line.text());
            throw new IllegalStateException("thrown on purpose by a handler");
        }).open()) {
            mp.start(() -> {
                System.out.println("one");
                System.out.println("two");
            }).join();
        }
        assertThat(texts).containsExactly("one", "two");
    }

    @FamilyTest
    @DisplayName("output: without a handler it goes to the parent's own streams, with names when asked")
    default void passedOn() throws Exception {
        try (Program program = Program.start(ParentProgram.class, patience(), "print", transport(), "false")) {
            assertThat(program.awaitExit()).isZero();
            assertThat(program.out()).contains("child out", "grandchild out");
            assertThat(program.err()).contains("child err");
        }
        try (Program program = Program.start(ParentProgram.class, patience(), "print", transport(), "true")) {
            assertThat(program.awaitExit()).isZero();
            assertThat(program.out()).contains("[Process-1] child out");
            assertThat(program.out()).anyMatch(line -> line.endsWith("[Process-1:1] grandchild out"));
            assertThat(program.err()).contains("[Process-1] child err");
        }
    }

    @FamilyTest
    @DisplayName("output: characters are whole whatever the pieces in which they are written")
    default void splitCharacters(Multiprocessing mp, Lines lines) throws Exception {
        ChildProcess child = mp.start(() -> {
            for (byte next : "snow ☃ man\n".getBytes(StandardCharsets.UTF_8)) {
                System.out.write(next);
                System.out.flush();
            }
        });
        child.join();
        assertThat(lines.of(child.pid())).containsExactly("snow ☃ man");
    }
}
