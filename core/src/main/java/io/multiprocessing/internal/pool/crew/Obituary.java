package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.internal.family.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says how a worker died, what that means for its task, and what to do. */
final class Obituary {
    private static final int SIGABRT = 6;
    private static final int SIGBUS = 7;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final int SIGTERM = 15;

    private static final String CRASH = "native code crashed, or the JVM did";

    private Obituary() {}

    static WorkerDiedException of(
            String worker, long pid, Ending ending, PoolTask<?> task, boolean started, @Nullable String directory) {
        Path crashLog = crashLog(pid, directory);
        StringBuilder text = new StringBuilder();
        text.append("Worker \"").append(worker).append("\" (pid ").append(pid).append(") ").append(ending.describe());
        text.append(started ? " while it ran " : " before it began ").append(task.describe()).append(".");
        text.append("\n  Likely cause: ").append(cause(ending.status(), crashLog != null)).append('.');
        if (started) {
            text.append("\n  The task may have had some of its effects. If it can be run again, submit it as idempotent"
                    + " (TaskOptions), and it will be.");
        }
        if (task.deaths > 1) {
            text.append("\n  It was tried ").append(task.deaths).append(" times, and its worker died each time.");
        }
        if (crashLog != null) {
            text.append("\n  The JVM's crash log: ").append(crashLog);
        }
        if (!ending.errorOutput().isEmpty()) {
            text.append("\n  Its last words: ").append(ending.errorOutput().replace("\n", "\n                  "));
        }
        return new WorkerDiedException(text.toString(), pid, ending.status(), started, ending.errorOutput(), crashLog);
    }

    private static String cause(int status, boolean hasCrashLog) {
        if (hasCrashLog) {
            return CRASH;
        }
        return switch (-status) {
            case SIGSEGV, SIGBUS, SIGABRT -> CRASH;
            case SIGKILL ->
                    "somebody killed it, or the system did because memory ran out (see the kernel's log; fewer workers or a"
                            + " smaller maxHeap may help)";
            case SIGTERM -> "somebody asked it to end";
            default ->
                    status == 0
                            ? "the task called System.exit or Runtime.halt"
                            : "the task ended the JVM (System.exit, Runtime.halt), or the heap was exhausted; see its output";
        };
    }

    private static @Nullable Path crashLog(long pid, @Nullable String directory) {
        Path log = Path.of(directory == null ? "" : directory, "hs_err_pid" + pid + ".log").toAbsolutePath();
        return Files.exists(log) ? log : null;
    }
}
