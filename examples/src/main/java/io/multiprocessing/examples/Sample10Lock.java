package io.multiprocessing.examples;

import io.multiprocessing.AbandonedLockException;
import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.Multiprocessing;

/**
 * A lock for the threads of several processes, and what happens when its holder dies.
 *
 * <p>What to learn: it is a {@link java.util.concurrent.locks.Lock}. When a process that holds it is killed, nobody
 * waits for ever: the next owner has the lock, and is told that what it protects may be half changed. Semaphores,
 * latches and barriers are used in the same way.
 */
public final class Sample10Lock {
    private Sample10Lock() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            InterProcessLock lock = mp.lock();
            InterProcessEvent locked = mp.event();

            ChildProcess child = mp.start(() -> {
                lock.lock();
                locked.set();
                Thread.sleep(Long.MAX_VALUE);
            });

            locked.await();
            System.out.println("Is the lock free? " + lock.tryLock());
            child.kill();
            try {
                lock.lock();
            } catch (AbandonedLockException e) {
                System.out.println("Its holder has died");
            }
            System.out.println("Do I hold it? " + lock.isHeldByCurrentThread());
            lock.unlock();
        }
    }
}
