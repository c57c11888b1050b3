package io.multiprocessing.ipc.sharedmem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of these tests in JVMs of their own. */
final class Jvm {
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private Jvm() {}

    /** Called by a program that may hang: ends it with the process that started it. */
    static void haltWithStarter() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // As good as ended.
            }
            Runtime.getRuntime().halt(1);
        });
    }

    /** What one printed. */
    record Outcome(int exitCode, String out, String err) {}

    static List<String> command(List<String> jvmArgs, Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
        command.addAll(jvmArgs);
        command.add(main.getName());
        command.addAll(List.of(args));
        return command;
    }

    /** Runs a command to its end. Its standard input is empty, and ends when this process does. */
    static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        StringBuilder err = new StringBuilder();
        Thread reader = Thread.ofPlatform().daemon().start(() -> {
            try {
                err.append(new String(process.getErrorStream().readAllBytes()));
            } catch (IOException e) {
                err.append(e);
            }
        });
        try {
            String out = new String(process.getInputStream().readAllBytes());
            reader.join();
            return new Outcome(process.waitFor(), out, err.toString());
        } finally {
            process.destroyForcibly();
        }
    }
}
