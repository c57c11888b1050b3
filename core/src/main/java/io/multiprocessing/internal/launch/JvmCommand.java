package io.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to start a child JVM.
 *
 * <p>Where the kernel can do it, what {@link Forker} starts dies with this process, whatever ends it ({@code
 * DeathSignal}).
 *
 * <p>Where there is a POSIX shell, Java is started through it, so that the protocol lives on descriptors that nobody
 * prints to (the shell replaces itself, so the process id stays):
 *
 * <pre>
 *   descriptor     link on standard pipes      else
 *   0              /dev/null                   /dev/null
 *   1              the standard error pipe     the standard output pipe
 *   2              the standard error pipe     the standard error pipe
 *   3              from the parent             from the parent: bootstrap, then lifeline
 *   4              to the parent               -
 * </pre>
 *
 * @param linkOnStandardPipes whether the transport uses the standard pipes
 */
public record JvmCommand(
        Path javaHome,
        List<String> jvmArgs,
        String classPath,
        String mainClass,
        List<String> mainArgs,
        Map<String, String> environment,
        @Nullable Path workingDirectory,
        boolean linkOnStandardPipes) {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final boolean HAS_SHIM = Files.isExecutable(SHELL) && Files.isDirectory(Path.of("/dev/fd"));
    private static final String SHIM_FOR_LINK = "exec 3<&0 4>&1 </dev/null >&2; exec \"$@\"";
    private static final String SHIM_FOR_LIFELINE = "exec 3<&0 </dev/null; exec \"$@\"";

    /** Whether children's protocol descriptors can be moved out of the way of what they print. */
    public static boolean canMoveDescriptors() {
        return HAS_SHIM;
    }

    /** The whole command line, shim included, of a process that may outlive this one. Contains no secrets. */
    public List<String> commandLine() {
        return commandLine(List.of());
    }

    private List<String> commandLine(List<String> launcher) {
        List<String> command = new ArrayList<>();
        if (HAS_SHIM) {
            command.add(SHELL.toString());
            command.add("-c");
            command.add(linkOnStandardPipes ? SHIM_FOR_LINK : SHIM_FOR_LIFELINE);
            command.add("java");
        }
        command.addAll(launcher);
        command.addAll(javaCommandLine());
        return command;
    }

    /** The command line without the shim: what a person would want to read or try. */
    public List<String> javaCommandLine() {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java").toString());
        command.addAll(jvmArgs);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.add(HAS_SHIM ? ParentStreams.MOVED : ParentStreams.STANDARD);
        command.addAll(mainArgs);
        return command;
    }

    /** Starts the process with three pipes, to die with this thread, which must outlive it: see {@link Forker}. */
    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine(DeathSignal.PREFIX));
        builder.environment().putAll(environment);
        if (workingDirectory != null) {
            builder.directory(workingDirectory.toFile());
        }
        if (HAS_SHIM) {
            SpareDescriptors.check();
        }
        return builder.start();
    }
}
