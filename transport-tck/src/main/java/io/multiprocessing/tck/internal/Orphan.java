package io.multiprocessing.tck.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A child whose parent is a process of its own, which the test kills. */
public final class Orphan extends Witness {
    private final Process parent;

    Orphan(Process parent, Board board, Duration patience) {
        super(board, patience);
        this.parent = parent;
    }

    /** Kills the parent with SIGKILL, and waits until it is gone. */
    public void killParent() {
        parent.destroyForcibly();
        until("the parent is gone", () -> !parent.isAlive());
    }

    /** Waits until the child has ended by itself. */
    public void awaitExit() {
        long pid = Long.parseLong(awaitReport("pid"));
        until("the child exits", () -> process(pid).isEmpty() || isZombie(pid));
    }

    /** Dead, but its new parent, the machine's or the container's first process, has not asked how it ended. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<ProcessHandle> process(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    void close() {
        try {
            killParent();
        } finally {
            String pid = board().report("pid");
            if (pid != null) {
                process(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
            Launch.closeStreams(parent);
            board().close();
        }
    }
}
