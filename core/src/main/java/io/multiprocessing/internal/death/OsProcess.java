package io.multiprocessing.internal.death;

import io.multiprocessing.DeathCause;
import io.multiprocessing.ProcessDeath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that was started here, as the system has it: told to end, killed, and in the end explained by what was
 * noted of it before. Thread-safe.
 */
public final class OsProcess {
    private final Process process;
    private final PostMortem examiner;

    /** One that has just been started. */
    public OsProcess(Process process, @Nullable String workingDirectory, List<String> jvmArgs) {
        this.process = process;
        this.examiner = PostMortem.of(process.pid(), workingDirectory, jvmArgs);
    }

    public Process process() {
        return process;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** It came up: see {@link PostMortem#ready}. */
    public void becameReady() {
        examiner.ready();
    }

    /** What it said of its end: one of {@link LastWord}. */
    public void saidGoodbye(int how) {
        examiner.saidGoodbye(how);
    }

    /** Asks it to end: SIGTERM where there are signals. */
    public void terminate() {
        // Not Process.destroy: that closes the pipes as well, and the child would take it for our death.
        process.toHandle().destroy();
    }

    /** Ends it: SIGKILL where there are signals. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Kills it for a reason that its ending will tell; the first one counts. */
    public void fence(DeathCause cause, String reason) {
        examiner.fenced(cause, reason);
        kill();
    }

    /** Closes its standard input, which is the lifeline of a child without a link on its pipes. */
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // Its reader is dead.
        }
    }

    /** Says how it ended, when it has: see {@link PostMortem#conclude}. */
    public ProcessDeath conclude(String errorOutput, String note) {
        return examiner.conclude(process.exitValue(), errorOutput, note);
    }
}
