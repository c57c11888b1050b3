package io.multiprocessing.benchmarks.program;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of the same JDK as this one's. */
public final class JavaProgram {
    private JavaProgram() {}

    /** Starts a main class, with pipes for its three streams. */
    public static Process start(List<String> jvmArgs, String classPath, Class<?> main, List<String> args)
            throws IOException {
        return new ProcessBuilder(command(jvmArgs, classPath, main, args)).start();
    }

    /** As {@link #start}, but its error output is this process's. */
    public static Process startAloud(List<String> jvmArgs, String classPath, Class<?> main, List<String> args)
            throws IOException {
        return new ProcessBuilder(command(jvmArgs, classPath, main, args))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> command(List<String> jvmArgs, String classPath, Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        return command;
    }

    /** The one jar or folder that a class comes from. */
    public static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The location of " + type + " is no URI", e);
        }
    }
}
