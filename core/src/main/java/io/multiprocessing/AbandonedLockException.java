package io.multiprocessing;

/**
 * The process that held the lock has ended without unlocking it. Thrown to the next owner, <em>who holds the lock
 * now</em>: what the lock protects may be half changed; check or repair it, and unlock as usual.
 *
 * <pre>{@code
 * try {
 *     lock.lock();
 * } catch (AbandonedLockException e) {
 *     repair();                             // the lock is held here
 * }
 * try {
 *     ...
 * } finally {
 *     lock.unlock();
 * }
 * }</pre>
 */
public class AbandonedLockException extends MultiprocessingException {
    private static final long serialVersionUID = 1;
    private final String formerOwner;

    /** @param formerOwner who held the lock, for people to read */
    public AbandonedLockException(String message, String formerOwner) {
        super(message);
        this.formerOwner = formerOwner;
    }

    /** Which member of the family held the lock when it ended, for people to read. */
    public String formerOwner() {
        return formerOwner;
    }
}
