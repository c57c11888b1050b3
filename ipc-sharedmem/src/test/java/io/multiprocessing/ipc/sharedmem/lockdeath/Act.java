package io.multiprocessing.ipc.sharedmem.lockdeath;

import io.multiprocessing.AbandonedLockException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What those do who take part in a trial, round after round. An {@link AssertionError} tells of what must not be. */
enum Act {
    /** Nobody but the victim uses the lock before its death. */
    LOCK_ALONE {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            lockOnce(scene, Scene.VICTIM, round);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            lockOnce(scene, who, round);
        }
    },
    LOCK {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            lockOnce(scene, Scene.VICTIM, round);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            lockOnce(scene, who, round);
        }
    },
    /** The victim takes items, of which the first rival makes some. */
    AWAIT {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            takeItem(scene, Scene.VICTIM, round);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            if (who == 1) {
                makeItem(scene, who);
            } else {
                takeItem(scene, who, 0);
            }
        }
    },
    /** The victim makes the items. */
    SIGNAL {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            makeItem(scene, Scene.VICTIM);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            takeItem(scene, who, 0);
        }
    },
    SEMAPHORE {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            rivalsRound(scene, Scene.VICTIM, round);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            int permits = 1 + (int) (round % Scene.PERMITS);
            boolean acquired = round % 5 == 4
                    ? scene.semaphore().tryAcquire(permits)
                    : scene.semaphore().tryAcquire(permits, who == Scene.VICTIM ? 1 : 20_000, TimeUnit.MILLISECONDS);
            require(acquired || round % 5 == 4 || who == Scene.VICTIM, "permits came within 20 s");
            if (acquired) {
                scene.semaphore().release(permits);
            }
        }
    },
    /** After the victim's death somebody takes its place, who repairs the barrier. */
    BARRIER {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            rivalsRound(scene, Scene.VICTIM, round);
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            try {
                scene.barrier().await();
            } catch (BrokenBarrierException e) {
                LockSupport.parkNanos(100_000);
                if (who == LockTrial.SUBSTITUTE) {
                    scene.barrier().reset();
                }
                throw new NotThisTime();
            }
        }
    },
    /** The victim sets and clears; after its death somebody else does. */
    EVENT {
        @Override
        void victimsRound(Scene scene, long round) throws InterruptedException {
            scene.event().set();
            LockSupport.parkNanos(100_000);
            scene.event().clear();
        }

        @Override
        void rivalsRound(Scene scene, long who, long round) throws InterruptedException {
            if (who == LockTrial.SUBSTITUTE) {
                victimsRound(scene, round);
            } else if (round % 2 == 0) {
                scene.event().await();
            } else if (!scene.event().await(Duration.ofMillis(1))) {
                throw new NotThisTime();
            }
        }
    };

    /** A round that does not count. */
    static final class NotThisTime extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    abstract void victimsRound(Scene scene, long round) throws InterruptedException;

    abstract void rivalsRound(Scene scene, long who, long round) throws InterruptedException;

    /** The victim's part, which has no end. */
    void playVictim(Scene scene, long number) throws InterruptedException {
        while (!scene.hasBegun(number)) {
            Thread.sleep(1);
        }
        for (long round = 0; true; round++) {
            try {
                victimsRound(scene, round);
            } catch (NotThisTime e) {
                // Next time, then.
            }
        }
    }

    /** A rival's part, to the end of the trial. */
    void playRival(Scene scene, long who) throws InterruptedException {
        for (long round = 0; !scene.isOver(); round++) {
            try {
                rivalsRound(scene, who, round);
                scene.countRound(who);
            } catch (NotThisTime e) {
                // Next time, then.
            }
        }
    }

    /** Who takes part when the victim is dead. */
    boolean needsSubstitute() {
        return this == BARRIER || this == EVENT;
    }

    boolean hasItems() {
        return this == AWAIT || this == SIGNAL;
    }

    static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError("It is not so that " + what);
        }
    }

    private static void lockOnce(Scene scene, long who, long round) throws InterruptedException {
        if (lock(scene, who, round)) {
            work(scene, who);
            unlock(scene, who);
        }
    }

    private static void work(Scene scene, long who) {
        if (who != Scene.VICTIM) {
            // So that others find it taken.
            long until = System.nanoTime() + 5_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    static boolean lock(Scene scene, long who, long round) throws InterruptedException {
        boolean isTold = false;
        boolean hasIt = true;
        try {
            switch ((int) (round % 4)) {
                case 0 -> scene.lock().lock();
                case 1 -> hasIt = scene.lock().tryLock();
                case 2 -> scene.lock().lockInterruptibly();
                default -> hasIt = scene.lock().tryLock(Duration.ofMillis(who == Scene.VICTIM ? 1 : 20_000));
            }
        } catch (AbandonedLockException e) {
            isTold = true;
        }
        if (hasIt) {
            enter(scene, who, isTold);
        } else {
            require(round % 4 == 1 || who == Scene.VICTIM, "the lock came within 20 s");
        }
        return hasIt;
    }

    /** The lock is had. */
    private static void enter(Scene scene, long who, boolean isTold) {
        long before = scene.inside();
        if (isTold) {
            scene.countTold();
            require(before == Scene.NOBODY || before == Scene.VICTIM,
                    "only the victim can have left the lock: " + before);
        } else {
            require(before != Scene.VICTIM, "who comes after the victim is told (a silent hand-over)");
            require(before == Scene.NOBODY, "one alone has the lock: " + before);
        }
        scene.setInside(who);
    }

    private static void leave(Scene scene, long who) {
        require(scene.inside() == who, "one alone has the lock: " + scene.inside());
        scene.setInside(Scene.NOBODY);
    }

    static void unlock(Scene scene, long who) {
        leave(scene, who);
        scene.lock().unlock();
    }

    private static void makeItem(Scene scene, long who) throws InterruptedException {
        lock(scene, who, 0);
        if (scene.items() < 4 && !scene.isPaused()) {
            scene.setItems(scene.items() + 1);
            scene.condition().signal();
        }
        unlock(scene, who);
    }

    private static void takeItem(Scene scene, long who, long round) throws InterruptedException {
        lock(scene, who, 0);
        while (scene.items() == 0 && !scene.isOver()) {
            leave(scene, who);
            boolean isTold = false;
            try {
                if (round % 2 == 0) {
                    scene.condition().await();
                } else {
                    boolean unused = scene.condition().await(Duration.ofNanos(100_000));
                }
            } catch (AbandonedLockException e) {
                isTold = true;
            }
            enter(scene, who, isTold);
        }
        scene.setItems(Math.max(0, scene.items() - 1));
        unlock(scene, who);
    }
}
