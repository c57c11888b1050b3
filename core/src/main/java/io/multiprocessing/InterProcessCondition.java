package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.locks.Condition;

/**
 * A condition of an {@link InterProcessLock}, for threads of all processes, as {@link Condition} is for those of one.
 * All methods throw {@link IllegalMonitorStateException} when the current thread does not hold the lock. Those that
 * wait release the lock, however often it is held, and hold it as often when they return or throw. What one waits for
 * is to be checked in a loop: others may come first, and a wait may end without a signal.
 *
 * <p>A signal is not lost by death: when the process that it woke ends before it has the lock again, the next waiter is
 * woken instead; and when a process ends that has the lock, which it may have had in order to signal, all who wait are
 * woken, one after the other. Who is first to have the lock after that is told: the waiting method throws {@link
 * AbandonedLockException}, and the lock is held.
 */
public interface InterProcessCondition extends Condition, Serializable {
    /**
     * Waits for a signal at most so long.
     *
     * @return false when the time passed first
     */
    boolean await(Duration timeout) throws InterruptedException;
}
