package io.multiprocessing.ipc.sharedmem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts programs of these tests in JVMs of their own. */
final class Jvm {
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private Jvm() {}

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

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
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
