package io.multiprocessing.ipc.sharedmem.death;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A process that does something until a signal meets it at a place in a protocol, which it sends itself there. */
public final class Victim {
    private static final String POINT_PROPERTY = "io.multiprocessing.killPoints";

    /** What others do while the victim is stopped. */
    public interface Interlude {
        void play() throws Exception;
    }

    private final Fate fate;
    private final ChildProcess process;
    private final CompletableFuture<Long> diedAt;

    private Victim(Fate fate, ChildProcess process) {
        this.fate = fate;
        this.process = process;
        this.diedAt = process.toHandle().onExit().thenApply(unused -> System.nanoTime());
    }

    /** @param point of {@code KillPoint}; the {@code nth} time counts */
    public static Victim start(Multiprocessing family, String point, int nth, Fate fate, RemoteRunnable act) {
        String signal = fate.signal();
        return new Victim(fate, family.start(() -> {
            // Before the first use of what the act has captured: the points are read once.
            System.setProperty(POINT_PROPERTY, point + ":" + nth);
            System.setProperty(POINT_PROPERTY + ".signal", signal);
            act.run();
        }));
    }

    /** Waits for its end, which it must find. */
    public void meetFate(Interlude whileStopped) throws Exception {
        if (fate != Fate.KILLED) {
            Await.until("it stops", Rivals.PATIENCE, () -> process.toHandle().isAlive() && isStopped(process.pid()));
            whileStopped.play();
            if (fate == Fate.STOPPED_AND_CONTINUED) {
                Signals.send("CONT", process.pid());
                Thread.sleep(20);
            }
            process.kill();
        }
        process.join(Rivals.PATIENCE);
        assertThat(process.isAlive()).as("the victim lives on: it did not come to its place").isFalse();
        assertThat(process.exitCode()).as("how it ended: %s", process.death()).hasValue(-9);
    }

    private static boolean isStopped(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    }

    /** As {@link System#nanoTime}, when this process saw its end. */
    public long diedAt() {
        return diedAt.join();
    }
}
