package io.multiprocessing.benchmarks.station;

import io.multiprocessing.benchmarks.program.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A station in a process of its own, that speaks {@link StationMain}'s protocol. */
public final class ProgramStation implements Station {
    /** What takes longer hangs. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final Duration LEAVING = Duration.ofSeconds(10);
    private static final int KEPT_LINES = 30;

    private final Program program;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private @Nullable Process process;

    /** How its process is started, with pipes for all three streams. */
    public interface Program {
        Process start() throws IOException;
    }

    public ProgramStation(Program program) {
        this.program = program;
    }

    @Override
    public Answer ask(String what, Duration slice) throws IOException {
        Process peer = started();
        CompletableFuture<Void> end = new CompletableFuture<Void>()
                .orTimeout(TIMEOUT.plus(slice).toMillis(), TimeUnit.MILLISECONDS);
        var unused = end.exceptionally(late -> {
            remember("It did not answer \"" + what + "\" in " + TIMEOUT.plus(slice) + " and was killed.");
            kill(peer);
            return null;
        });
        try {
            long before = ProcessTree.cpuNanos(peer.toHandle());
            String answer = exchange(peer, what + " " + slice.toMillis());
            long after = ProcessTree.cpuNanos(peer.toHandle());
            return new Answer(Measurement.parse(answer), after - before);
        } finally {
            end.complete(null);
        }
    }

    private String exchange(Process peer, String request) throws IOException {
        String answer;
        try {
            Writer in = peer.outputWriter();
            in.write(request + "\n");
            in.flush();
            BufferedReader out = peer.inputReader();
            answer = out.readLine();
        } catch (IOException e) {
            answer = e.toString();
        }
        if (answer == null || !answer.startsWith("ok ")) {
            close();
            throw new IOException("A station was asked \"" + request + "\" and answered: " + answer
                    + ". Its last words:\n" + lastWords());
        }
        return answer.substring("ok ".length());
    }

    private Process started() throws IOException {
        if (process == null) {
            Process fresh = program.start();
            Thread.ofPlatform().daemon().start(() -> fresh.errorReader().lines().forEach(this::remember));
            process = fresh;
        }
        return process;
    }

    private void remember(String line) {
        synchronized (lastWords) {
            if (lastWords.size() == KEPT_LINES) {
                lastWords.removeFirst();
            }
            lastWords.add(line);
        }
    }

    private String lastWords() {
        synchronized (lastWords) {
            return String.join("\n", lastWords);
        }
    }

    @Override
    public void close() {
        Process peer = process;
        process = null;
        if (peer == null) {
            return;
        }
        try {
            try (Writer in = peer.outputWriter()) {
                in.write("end\n");
            } catch (IOException ended) {
                // That is what was asked for.
            }
            if (!peer.waitFor(LEAVING.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(peer);
            }
        } catch (InterruptedException e) {
            kill(peer);
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            kill(peer);
        }
    }

    /** With its descendants: not all of them watch their parents. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
