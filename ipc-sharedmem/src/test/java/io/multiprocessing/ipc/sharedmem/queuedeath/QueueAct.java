package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.QueueClosedException;
import java.util.concurrent.locks.LockSupport;

/**
 * What those do who take part in a trial, round after round: unless said otherwise two rivals place letters and two
 * take some, and the victim does as its act's name says.
 */
enum QueueAct {
    PUT(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.sender.send(someLength(victim.sender), round);
        }
    },
    PUT_IN_PLACE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.sender.sendInPlace(someLength(victim.sender));
        }
    },
    /** Takers are slow, so that there is often no room. */
    PUT_IN_FULL(2) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.sender.send(100, 0);
        }

        @Override
        void takersRound(Part rival, long round) throws InterruptedException {
            rest();
            super.takersRound(rival, round);
        }
    },
    /** All who place something are slow, so that takers wait. */
    PUT_IN_EMPTY(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            rest();
            victim.sender.send(100, 0);
        }

        @Override
        void placersRound(Part rival, long round) throws InterruptedException {
            rest();
            super.placersRound(rival, round);
        }
    },
    ADD_ALL(Integer.MAX_VALUE) {
        @Override
        void victimsRound(Part victim, long round) {
            victim.sender.sendAll(5, someLength(victim.sender));
        }
    },
    /** The victim is alone, and each of its letters twice as long as the one before. */
    GROW(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.sender.send(1024 << round % 9, 0);
        }

        @Override
        boolean waits(boolean isTaker) {
            return true;
        }
    },
    TAKE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.receive(round % 3);
        }
    },
    TAKE_IN_PLACE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.receiveInPlace();
        }
    },
    /** All who take something are slow, so that those who place something wait. */
    TAKE_FROM_FULL(2) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            rest();
            victim.receiver.receive(0);
        }

        @Override
        void takersRound(Part rival, long round) throws InterruptedException {
            rest();
            super.takersRound(rival, round);
        }
    },
    /** Who places something is slow, so that there is often nothing. */
    TAKE_FROM_EMPTY(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.receive(round % 2 * 2);
        }

        @Override
        void placersRound(Part rival, long round) throws InterruptedException {
            rest();
            super.placersRound(rival, round);
        }
    },
    /** The victim alone takes letters, which become longer, so that it comes to other rings. */
    MOVE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.receive(0);
        }

        @Override
        void placersRound(Part rival, long round) throws InterruptedException {
            rival.sender.send(rival.sender.last() < 9 ? 1024 << rival.sender.last() : 1000, 0);
        }

        @Override
        boolean waits(boolean isTaker) {
            return isTaker;
        }
    },
    DRAIN(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.receive(3);
        }

        @Override
        boolean waits(boolean isTaker) {
            return isTaker;
        }
    },
    /** The victim alone takes something, out of the middle and then the first ones. */
    REMOVE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            victim.receiver.removeSecond();
            victim.receiver.receive(1);
            victim.receiver.receive(1);
        }

        @Override
        boolean waits(boolean isTaker) {
            return isTaker;
        }
    },
    CLEAR(16) {
        @Override
        void victimsRound(Part victim, long round) {
            rest();
            victim.scene.queue().clear();
        }

        @Override
        boolean waits(boolean isTaker) {
            return isTaker;
        }
    },
    /** Who has placed something waits until all is done. */
    DONE(16) {
        @Override
        void victimsRound(Part victim, long round) throws InterruptedException {
            takersRound(victim, 0);
        }

        @Override
        void takersRound(Part rival, long round) throws InterruptedException {
            rival.receiver.receive(0);
            rival.scene.queue().taskDone();
        }

        @Override
        void placersRound(Part rival, long round) throws InterruptedException {
            rival.sender.send(100, 0);
            rival.scene.queue().awaitDone();
        }

        @Override
        boolean waits(boolean isTaker) {
            return isTaker;
        }
    },
    CLOSE(16) {
        @Override
        void victimsRound(Part victim, long round) {
            rest();
            victim.scene.queue().close();
        }
    };

    /** Of the queue. */
    final int capacity;

    QueueAct(int capacity) {
        this.capacity = capacity;
    }

    /** One who takes part. */
    static final class Part {
        final Scene scene;
        final Sender sender;
        final Receiver receiver;

        Part(Scene scene, int who) {
            this.scene = scene;
            this.sender = new Sender(scene, who);
            this.receiver = new Receiver(scene);
        }
    }

    abstract void victimsRound(Part victim, long round) throws InterruptedException;

    void placersRound(Part rival, long round) throws InterruptedException {
        LockSupport.parkNanos(20_000);
        rival.sender.send(someLength(rival.sender), round);
    }

    void takersRound(Part rival, long round) throws InterruptedException {
        rival.receiver.receive(round);
    }

    /** Whether rivals who take, or those who place, do nothing before the victim has met its fate. */
    boolean waits(boolean isTaker) {
        return false;
    }

    // ---- whole parts

    void playVictim(Scene scene) throws InterruptedException {
        Part victim = new Part(scene, Scene.VICTIM);
        while (!scene.board().hasBegun()) {
            Thread.sleep(1);
        }
        for (long round = 0; true; round++) {
            victimsRound(victim, round);
        }
    }

    /** To the end of the trial. */
    void playPlacer(Scene scene, int who) throws InterruptedException {
        Part rival = new Part(scene, who);
        awaitTurn(scene, false);
        try {
            for (long round = 0; !scene.board().isOver(); round++) {
                placersRound(rival, round);
                scene.board().countRound(who);
            }
        } catch (QueueClosedException e) {
            require(this == CLOSE, "nobody has closed the queue: " + e);
        } finally {
            scene.board().ended(who);
        }
    }

    /** Until the queue is closed and empty. */
    void playTaker(Scene scene, int who) throws InterruptedException {
        Part rival = new Part(scene, who);
        awaitTurn(scene, true);
        try {
            for (long round = 0; true; round++) {
                takersRound(rival, round);
                scene.board().countRound(who);
            }
        } catch (QueueClosedException e) {
            require(this == CLOSE || scene.board().isOver(), "nobody has closed the queue: " + e);
        } finally {
            scene.board().ended(who);
        }
    }

    private void awaitTurn(Scene scene, boolean isTaker) throws InterruptedException {
        while (waits(isTaker) && !scene.board().hasMet()) {
            Thread.sleep(1);
        }
    }

    private static int someLength(Sender sender) {
        return sender.last() * 0x9E3779B1 >>> 16 & 0xFFF;
    }

    private static void rest() {
        LockSupport.parkNanos(300_000);
    }

    static void require(boolean isSo, String what) {
        if (!isSo) {
            throw new AssertionError("It is not so that " + what);
        }
    }
}
