package io.multiprocessing.ipc.sharedmem.pipedeath;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ipc.sharedmem.death.Letter;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a victim does at its end of the pipe, round after round, and what that needs at the other end. */
enum PipeAct {
    SEND(9_000) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.send(scene.end(), (int) (round * 977 % 9_000));
        }
    },
    /** Letters are read more slowly than they are sent. */
    SEND_TO_FULL(64 << 10) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.send(scene.end(), 64 << 10);
        }
    },
    /** None fits into the ring that is there. */
    SEND_LARGE(100 << 10) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.send(scene.end(), 100 << 10);
        }
    },
    /** The other end is always empty, and somebody awaits there that it is not. */
    SEND_TO_WAITING(100) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            LockSupport.parkNanos(2_000_000);
            post.send(scene.end(), 100);
        }
    },
    RECEIVE(5_000) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.receive(scene.end(), round);
        }
    },
    RECEIVE_FROM_EMPTY(100) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.receive(scene.end(), round);
        }
    },
    RECEIVE_LARGE(100 << 10) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            post.receive(scene.end(), round);
        }
    },
    /** Others use the same end at the same time. */
    SHARE(3_000) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            if (round % 2 == 0) {
                post.send(scene.end(), (int) (round * 977 % 3_000));
            } else {
                post.receive(scene.end(), 1);
            }
        }
    },
    CLOSE(100) {
        @Override
        void round(Scene scene, Post post, long round) throws InterruptedException {
            if (round < 3) {
                post.send(scene.end(), 100);
            } else {
                scene.end().close();
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    };

    private static final Duration SHORTLY = Duration.ofMillis(2);

    /** Of the letters that the other end sends. */
    private final int length;

    PipeAct(int length) {
        this.length = length;
    }

    abstract void round(Scene scene, Post post, long round) throws InterruptedException;

    void playVictim(Scene scene) throws InterruptedException {
        while (!scene.board().hasBegun()) {
            Thread.sleep(1);
        }
        Post post = new Post(scene, Scene.VICTIM);
        for (long round = 0; true; round++) {
            round(scene, post, round);
        }
    }

    /** At the same end as the victim, until some time after its death. */
    void playUnderstudy(Scene scene) throws InterruptedException {
        Post post = new Post(scene, Scene.UNDERSTUDY);
        try {
            long last = Long.MAX_VALUE;
            for (long round = 0; round < last; round++) {
                if (last == Long.MAX_VALUE && scene.board().hasMet()) {
                    last = round + 20;
                }
                round(scene, post, round);
                scene.board().countRound(Scene.UNDERSTUDY);
            }
            scene.end().close();
        } catch (EndOfPipeException e) {
            // It was the victim's.
        }
        scene.board().ended(Scene.UNDERSTUDY);
    }

    /** At the other end: sends until it is told of the end. */
    void playSender(Scene scene, PipeEnd<byte[]> end) throws InterruptedException {
        Post post = new Post(scene, Scene.HERE);
        try {
            while (true) {
                if (this == RECEIVE_FROM_EMPTY) {
                    LockSupport.parkNanos(2_000_000);
                }
                post.send(end, length);
            }
        } catch (EndOfPipeException e) {
            // As it should be.
        }
    }

    /** At the other end: receives until it is told of the end. */
    void playReceiver(Scene scene, PipeEnd<byte[]> end, PipeEnd<byte[]> silent, Post post)
            throws InterruptedException {
        try {
            for (long round = 0; true; round++) {
                if (this == SEND_TO_FULL && !scene.board().hasMet()) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (this == SEND_TO_WAITING || this == CLOSE) {
                    Post.await(end, silent);
                    post.receive(end, 1);
                } else {
                    post.receive(end, round);
                }
                scene.board().countRound(Scene.HERE);
            }
        } catch (EndOfPipeException e) {
            scene.board().ended(Scene.HERE);
        }
    }

    /** Whatever the victim is stopped in, who waits for some time only does so. */
    static void requireTimesOut(PipeEnd<byte[]> end, Post post) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            end.receive(SHORTLY).ifPresent(bytes -> post.got(Letter.read(bytes)));
        }
    }
}
