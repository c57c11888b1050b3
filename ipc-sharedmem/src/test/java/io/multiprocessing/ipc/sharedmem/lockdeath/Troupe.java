package io.multiprocessing.ipc.sharedmem.lockdeath;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.time.Duration;

/** A family with a scene, a rival in a process of his own and, one after the other, victims. */
final class Troupe implements AutoCloseable {
    private static final String FINE = "fine";

    private final Multiprocessing family = Multiprocessing.builder()
            .transport("sharedmem")
            .jvmArgs("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                    "-Dio.multiprocessing.sharedmem.futexDelay=0")
            .open();
    private final SharedQueue<Act> acts = family.queue();
    private final SharedQueue<String> reports = family.queue();
    private final Scene scene = Scene.in(family);
    private long victims;

    Troupe() {
        SharedQueue<Act> toPlay = acts;
        SharedQueue<String> played = reports;
        Scene stage = scene;
        family.start(() -> play(toPlay, played, stage));
    }

    /** The second rival's process. */
    private static void play(SharedQueue<Act> acts, SharedQueue<String> reports, Scene scene)
            throws InterruptedException {
        while (true) {
            Act act = acts.take();
            try {
                act.playRival(scene, 2);
                reports.put(FINE);
            } catch (Throwable e) {
                reports.put(e.toString());
            }
        }
    }

    /** A number that no other victim has. */
    long nextVictim() {
        return ++victims;
    }

    Scene scene() {
        return scene;
    }

    ChildProcess start(Victim victim) {
        return family.start(victim::run);
    }

    void letSecondRivalPlay(Act act) throws InterruptedException {
        acts.put(act);
    }

    /** Whether the second rival has come to its end within that time; throws when it was not fine. */
    boolean secondRivalEnds(Duration within) throws InterruptedException {
        String report = reports.poll(within);
        if (report != null && !report.equals(FINE)) {
            throw new AssertionError("The second rival: " + report);
        }
        return report != null;
    }

    @Override
    public void close() {
        family.activeChildren().forEach(ChildProcess::kill);
        family.close();
    }
}
