package io.multiprocessing.internal.family;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a child is there for. Most are born to it; a standby comes without, and may be given one.
 *
 * <pre>
 *   STANDING_BY ──(take)──▶ TAKEN ──(ready)──▶ BORN          ends as STANDING_BY: its keeper is told, nobody knew it
 *                                                            ends as TAKEN: who takes it is told, and may start another
 *                                                            ends as BORN: all are told
 * </pre>
 *
 * <p>Thread-safe.
 */
final class Role {
    /** How far it has come. */
    enum Stage {
        STANDING_BY,
        TAKEN,
        BORN
    }

    private volatile Birth birth;
    private volatile Stage stage;
    private CompletableFuture<Void> ready = new CompletableFuture<>();
    private boolean over;

    /** @param birth of a standby: a placeholder */
    Role(Birth birth, boolean isStandby) {
        this.birth = birth;
        this.stage = isStandby ? Stage.STANDING_BY : Stage.BORN;
    }

    Birth birth() {
        return birth;
    }

    /** Whether it waits for a job, or is being started in order to. */
    boolean isStandby() {
        return stage == Stage.STANDING_BY;
    }

    /** Completes when it is ready for what it is there for now. */
    synchronized CompletableFuture<Void> ready() {
        return ready;
    }

    /** Gives a standby its role; null when it has ended. The result completes when it is ready. */
    synchronized @Nullable CompletableFuture<Void> take(Birth taken) {
        if (over) {
            return null;
        }
        birth = taken;
        stage = Stage.TAKEN;
        ready = new CompletableFuture<>();
        return ready;
    }

    /** It says that it is ready. */
    void becomesReady() {
        CompletableFuture<Void> fulfilled;
        synchronized (this) {
            stage = stage == Stage.TAKEN ? Stage.BORN : stage;
            fulfilled = ready;
        }
        fulfilled.complete(null);
    }

    /** It has ended: nothing changes any more. Returns the last stage. */
    synchronized Stage end() {
        over = true;
        return stage;
    }
}
