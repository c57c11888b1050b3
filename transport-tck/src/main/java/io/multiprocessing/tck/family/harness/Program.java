package io.multiprocessing.tck.family.harness;

import io.multiprocessing.tck.internal.ShortLivedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A program that runs in a JVM of its own: it founds a family, and a test watches how both end. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Duration patience;
    private final List<String> out = Collections.synchronizedList(new ArrayList<>());
    private final List<String> err = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> readers = new ArrayList<>();

    private Program(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        readers.add(read(process.getInputStream(), out));
        readers.add(read(process.getErrorStream(), err));
    }

    /** Starts the class's main method, with this JVM's class path. */
    public static Program start(Class<?> main, Duration patience, String... arguments) throws IOException {
        return start(List.of(), main, patience, arguments);
    }

    /** Starts it by a command that goes before it: one that limits what it may use, say, and then becomes it. */
    public static Program start(List<String> prefix, Class<?> main, Duration patience, String... arguments)
            throws IOException {
        ShortLivedJvm jvm = ShortLivedJvm.of();
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm.options());
        command.addAll(List.of("-cp", jvm.classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return new Program(new ProcessBuilder(command).start(), patience);
    }

    private static Thread read(InputStream stream, List<String> lines) {
        return Thread.ofPlatform().daemon().start(() -> {
            try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Waits until it prints a line that begins so, and returns the rest of the line. */
    public String awaitLine(String prefix) {
        Await.until("the program prints \"" + prefix + "\"; so far: " + out, patience, () -> line(prefix).isPresent());
        return line(prefix).orElseThrow().substring(prefix.length());
    }

    private Optional<String> line(String prefix) {
        return out().stream().filter(line -> line.startsWith(prefix)).findFirst();
    }

    /** Waits until it prints the process id of that member. */
    public long awaitPid(String member) {
        return Long.parseLong(awaitLine("pid of " + member + ": "));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** With SIGTERM. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** With SIGKILL. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits until it has ended and all it printed has come; returns its exit status. */
    public int awaitExit() throws InterruptedException {
        Await.until("the program ends; it printed " + out + " and " + err, patience, () -> !process.isAlive());
        for (Thread reader : readers) {
            reader.join(patience);
        }
        return process.exitValue();
    }

    /** The lines it has printed so far. */
    public List<String> out() {
        synchronized (out) {
            return List.copyOf(out);
        }
    }

    /** The lines of its error output so far. */
    public List<String> err() {
        synchronized (err) {
            return List.copyOf(err);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
