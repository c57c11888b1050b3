package io.multiprocessing.ipc.socket;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM, for what can't be seen from inside one. */
final class Jvm {
    private Jvm() {}

    /** Runs {@code main}; what it prints to both outputs is one stream. */
    static Process start(Path temporary, Class<?> main, String... jvmArgs) throws IOException {
        return run(command(temporary, main, List.of(jvmArgs)));
    }

    /** As {@link #start}, with something more in front of the class path. */
    static Process startBehind(Path first, Path temporary, Class<?> main, String... jvmArgs) throws IOException {
        List<String> command = command(temporary, main, List.of(jvmArgs));
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, first + File.pathSeparator + command.get(classPath));
        return run(command);
    }

    /** The same with a limit on open files. */
    static Process startLimited(Path temporary, Class<?> main, int descriptors) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "java"));
        command.addAll(command(temporary, main, List.of("-XX:-MaxFDLimit")));
        return run(command);
    }

    /** As {@link #start}, on another class path. */
    static Process startOn(String classPath, Path temporary, Class<?> main) throws IOException {
        List<String> command = command(temporary, main, List.of());
        command.set(command.indexOf("-cp") + 1, classPath);
        return run(command);
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> command(Path temporary, Class<?> main, List<String> jvmArgs) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(jvmArgs);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        return command;
    }

    static String firstLine(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    /** Everything that it prints until it ends. */
    static List<String> lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8).lines().toList();
    }
}
