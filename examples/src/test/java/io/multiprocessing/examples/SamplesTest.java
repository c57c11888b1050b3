package io.multiprocessing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sample prints what its reader expects, on each transport. */
@ParameterizedClass
@ValueSource(strings = {"pipe", "socket", "sharedmem"})
class SamplesTest {
    private final String transport;

    SamplesTest(String transport) {
        this.transport = transport;
    }

    private interface Sample {
        void main(String[] args) throws Exception;
    }

    @Test
    void processFromLambda() throws Exception {
        assertThat(linesOf(Sample01ProcessFromLambda::main)).containsExactly(
                "Hello Bob, greeting 1 from Process-1",
                "Hello Bob, greeting 2 from Process-1",
                "Another process: true",
                "Its exit code: 0");
    }

    /** In a child, the current family is that of the transport. */
    @Test
    void processFromSubclass() throws Exception {
        assertThat(linesOf(args -> {
            try (Multiprocessing mp = Multiprocessing.open(args[0])) {
                mp.start(() -> Sample02ProcessFromSubclass.main(new String[0])).join();
            }
        })).containsExactly("Good morning from the greeter", "It has ended: true");
    }

    @Test
    void join() throws Exception {
        assertThat(linesOf(Sample03Join::main)).containsExactly(
                "Has it ended? false. Is it alive? true",
                "The child is done",
                "Has it ended? true. Its exit code: 0");
    }

    @Test
    void daemon() throws Exception {
        List<String> lines = linesOf(Sample04Daemon::main);
        assertThat(lines).containsExactlyInAnyOrder(
                "The daemon is going to sleep for an hour",
                "The worker has work to do",
                "The worker has ended, the daemon is alive: true",
                "The program ends, and with it the daemon");
        assertThat(lines.getLast()).startsWith("The program ends");
    }

    @Test
    void sequentialAndTwoProcesses() throws Exception {
        List<String> lines = linesOf(Sample05SequentialAndTwoProcesses::main);
        assertThat(lines).hasSize(6);
        assertThat(lines.subList(0, 2)).containsExactly(
                "Downloaded first.pdf, 4000 bytes", "Downloaded second.pdf, 5000 bytes");
        assertThat(lines.get(2)).matches("One after the other: [\\d.]+ s");
        assertThat(lines.subList(3, 5)).containsExactlyInAnyOrder(
                "Downloaded first.pdf, 4000 bytes", "Downloaded second.pdf, 5000 bytes");
        assertThat(lines.get(5)).matches("Two processes: [\\d.]+ s");
    }

    @Test
    void poolOfDefaultSize() throws Exception {
        assertThat(linesOf(Sample06PoolOfDefaultSize::main)).containsExactly(
                "A worker for each processor: true",
                "One task: 42",
                "Squares: [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]",
                "A task's exception comes back: For input string: \"ten\"");
    }

    @Test
    void poolWithFiveDownloads() throws Exception {
        assertThat(linesOf(Sample07PoolWithFiveDownloads::main)).containsExactly(
                "The last one to begin: chapter-5.pdf, 5000 bytes",
                "chapter-1.pdf, 1000 bytes",
                "chapter-2.pdf, 2000 bytes",
                "chapter-3.pdf, 3000 bytes",
                "chapter-4.pdf, 4000 bytes",
                "chapter-5.pdf, 5000 bytes",
                "No more processes than workers: true");
    }

    @Test
    void queue() throws Exception {
        assertThat(linesOf(Sample08Queue::main))
                .containsExactly("Got A", "Got B", "Got C", "Got D", "Got E", "That was all");
    }

    @Test
    void pipe() throws Exception {
        assertThat(linesOf(Sample09Pipe::main)).containsExactly(
                "The child answers: you said one",
                "The child answers: you said two",
                "The child answers: you said three",
                "The other end has been closed");
    }

    @Test
    void lock() throws Exception {
        assertThat(linesOf(Sample10Lock::main))
                .containsExactly("Is the lock free? false", "Its holder has died", "Do I hold it? true");
    }

    @Test
    void sharedMemory() throws Exception {
        assertThat(linesOf(Sample11SharedMemory::main))
                .containsExactly("Done: 4", "Root: 1.0", "Root: 2.0", "Root: 3.0", "Root: 4.0");
    }

    @Test
    void sharedObjects() throws Exception {
        assertThat(linesOf(Sample12SharedObjects::main))
                .containsExactly("Hello worker, from the main process: true", "{of 3=2, of 4=2, of 5=1}");
    }

    private List<String> linesOf(Sample sample) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            sample.main(new String[] {transport});
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
