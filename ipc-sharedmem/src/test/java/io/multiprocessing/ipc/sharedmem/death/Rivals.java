package io.multiprocessing.ipc.sharedmem.death;

import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.tck.family.harness.Blocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Who lives on when the victim is dead: threads of this process, and understudies. */
public final class Rivals {
    /** How long nobody needs for anything unless he is stuck. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Supplier<String> facts;
    private final List<Blocked<String>> here = new ArrayList<>();
    private final List<Understudy> there = new ArrayList<>();

    /** @param facts for messages */
    public Rivals(Supplier<String> facts) {
        this.facts = facts;
    }

    public Blocked<String> playHere(RemoteRunnable part) {
        Blocked<String> rival = Blocked.run(PATIENCE, () -> {
            part.run();
            return "fine";
        });
        here.add(rival);
        return rival;
    }

    public void playThere(Understudy understudy, RemoteRunnable part) throws InterruptedException {
        understudy.play(part);
        there.add(understudy);
    }

    /** Waits until it is so; throws when it does not become so, or a rival throws meanwhile. */
    public void awaitUntil(String what, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            for (Blocked<String> rival : here) {
                if (rival.isDone()) {
                    rival.value();
                }
            }
            for (Understudy understudy : List.copyOf(there)) {
                if (understudy.ends(Duration.ZERO)) {
                    there.remove(understudy);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("stuck: it is not so that " + what + ": " + facts.get());
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Waits until all have come to the end of their parts, and does something again and again meanwhile. */
    public void awaitEnd(Runnable meanwhile) throws InterruptedException {
        awaitUntil("rivals come to their end", () -> {
            meanwhile.run();
            return there.isEmpty() && here.stream().allMatch(Blocked::isDone);
        });
        for (Blocked<String> rival : here) {
            rival.value();
        }
    }
}
