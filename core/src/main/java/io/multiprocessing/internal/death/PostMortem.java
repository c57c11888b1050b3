package io.multiprocessing.internal.death;

import io.multiprocessing.DeathCause;
import io.multiprocessing.ProcessDeath;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is known of one process from its start on, and says at its end how it ended. Thread-safe.
 *
 * <p>The evidence, from the surest down: why this family killed it; its own last word; the JVM's crash log; the JVM's
 * words on its output; the signal; the system's count of out-of-memory kills.
 */
public final class PostMortem {
    /** What an {@link OutOfMemoryError} says that has nothing to do with the heap. */
    private static final String NO_NATIVE_THREAD = "OutOfMemoryError: unable to create native thread";

    private static final int SUCCESS = 0;
    /** What -XX:+ExitOnOutOfMemoryError and -XX:+CrashOnOutOfMemoryError print. */
    private static final String EXIT_ON_OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";

    private static final int STATUS_OF_EXIT_ON_OUT_OF_MEMORY = 3;
    private static final String CRASH_ON_OUT_OF_MEMORY = "Aborting due to java.lang.OutOfMemoryError";
    private static final String NO_NATIVE_MEMORY = "insufficient memory for the Java Runtime Environment";
    private static final String UNCAUGHT = "java.lang.OutOfMemoryError";

    private final @Nullable CrashLog crashLog;
    private final OutOfMemoryKills kills;
    private final long killsAtStart;
    private volatile int lastWord = LastWord.NONE;
    private volatile @Nullable Fence fence;
    private volatile boolean ready;

    /** Why its family killed it. */
    private record Fence(DeathCause cause, String reason) {}

    PostMortem(@Nullable CrashLog crashLog, OutOfMemoryKills kills) {
        this.crashLog = crashLog;
        this.kills = kills;
        this.killsAtStart = kills.count();
    }

    /** Of a process that has just been started. */
    public static PostMortem of(long pid, @Nullable String workingDirectory, List<String> jvmArgs) {
        return new PostMortem(CrashLog.of(pid, workingDirectory, jvmArgs), OutOfMemoryKills.here());
    }

    /** Of a process that could not even be started. */
    public static ProcessDeath ofNone(String errorOutput) {
        return new ProcessDeath(DeathCause.START_FAILED, -1, "", "there was no process", Advice.START_FAILED,
                errorOutput,
                null);
    }

    /** It came up: what ends it from now on is no failure to start. */
    public void ready() {
        ready = true;
    }

    /** What it said of its end: one of {@link LastWord}. */
    public void saidGoodbye(int how) {
        lastWord = how;
    }

    /** Its family is about to kill it. The first reason counts. */
    public synchronized void fenced(DeathCause cause, String reason) {
        if (fence == null) {
            fence = new Fence(cause, reason);
        }
    }

    /**
     * Says how it ended.
     *
     * @param exitValue of the {@link Process}
     * @param errorOutput the last lines of its error output
     * @param note what its parent knows besides, for example that it broke the protocol; else empty
     */
    public ProcessDeath conclude(int exitValue, String errorOutput, String note) {
        int status = LastWord.exitStatus(exitValue, lastWord);
        Path log = status == SUCCESS || lastWord == LastWord.EXIT || crashLog == null ? null : crashLog.find();
        Finding finding = finding(status, errorOutput, log, note);
        String signal = status < 0 ? Signals.name(-status) : "";
        return new ProcessDeath(finding.cause, status, signal, finding.reason, finding.advice, errorOutput, log);
    }

    private record Finding(DeathCause cause, String reason, String advice) {}

    private Finding finding(int status, String words, @Nullable Path log, String note) {
        Fence fenced = fence;
        // A child that ends by itself before the signal reaches it has still been told to for that reason.
        if (fenced != null && status != SUCCESS) {
            return new Finding(fenced.cause, fenced.reason, Advice.fenced(fenced.cause));
        }
        if (log != null || Signals.meansCrash(-status)) {
            String summary = log == null ? note : CrashLog.summary(log);
            boolean heap = words.contains(CRASH_ON_OUT_OF_MEMORY);
            if (heap) {
                return new Finding(DeathCause.HEAP_EXHAUSTED, summary, Advice.HEAP_EXHAUSTED);
            }
            boolean memory = (summary + words).contains(NO_NATIVE_MEMORY);
            return new Finding(DeathCause.CRASHED, summary, memory ? Advice.NO_NATIVE_MEMORY : Advice.CRASHED);
        }
        if (status == 1 && words.contains(NO_NATIVE_THREAD)) {
            return new Finding(ready ? DeathCause.EXITED : DeathCause.START_FAILED, note, Advice.NO_NATIVE_MEMORY);
        }
        if (isHeapExhausted(status, words)) {
            return new Finding(DeathCause.HEAP_EXHAUSTED, note, Advice.HEAP_EXHAUSTED);
        }
        if (!note.isEmpty()) {
            return new Finding(DeathCause.FENCED, note, Advice.fenced(DeathCause.FENCED));
        }
        if (status == -Signals.SIGKILL) {
            return killed();
        }
        if (status < 0) {
            return new Finding(DeathCause.SIGNALLED, "", Advice.signal(-status));
        }
        return ready
                ? new Finding(DeathCause.EXITED, "", Advice.exit(status))
                : new Finding(DeathCause.START_FAILED, "", Advice.START_FAILED);
    }

    private boolean isHeapExhausted(int status, String words) {
        return switch (lastWord) {
            case LastWord.HEAP_EXHAUSTED -> true;
            case LastWord.NONE ->
                    (status == STATUS_OF_EXIT_ON_OUT_OF_MEMORY && words.contains(EXIT_ON_OUT_OF_MEMORY))
                            || (status == 1 && words.contains(UNCAUGHT));
            default -> false;
        };
    }

    private Finding killed() {
        return switch (kills.judge(killsAtStart)) {
            case LIKELY ->
                    new Finding(DeathCause.SYSTEM_OUT_OF_MEMORY,
                            "the system killed a process because memory ran out, and"
                                    + " this one seems to be it",
                            Advice.SYSTEM_OUT_OF_MEMORY);
            case NOT_GUILTY -> new Finding(DeathCause.SIGNALLED, "", Advice.KILLED_BY_SOMEBODY);
            case UNKNOWN -> new Finding(DeathCause.SIGNALLED, "", Advice.KILLED);
        };
    }
}
