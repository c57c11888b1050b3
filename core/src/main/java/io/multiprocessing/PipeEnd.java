package io.multiprocessing;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One end of a {@link MessagePipe}. An end belongs to whoever used it last to send or receive: when that process dies,
 * the other end sees the end of the pipe, after what had been sent. Several threads may use an end at once; each
 * message is received by one of them.
 *
 * @param <T> the type of the messages
 */
public interface PipeEnd<T> extends AutoCloseable, Serializable {
    /**
     * Sends a message; blocks while too much is under way (a few MiB, or one larger message).
     *
     * @throws NotSerializableTaskException when it can't be serialised; nothing was sent
     * @throws EndOfPipeException when either end is closed, or the process of either has died
     * @throws SharedMemoryException when it needs memory and there is none; nothing was sent
     * @throws InterruptedException when interrupted before it was accepted; nothing was sent
     */
    void send(@Nullable T message) throws InterruptedException;

    /**
     * Waits for a message.
     *
     * @throws EndOfPipeException when the other end is closed or its process died, and all it had sent has been
     *     received
     */
    @Nullable T receive() throws InterruptedException;

    /**
     * Waits for a message, at most so long; empty when the time has passed, or when the message is null. Zero or
     * negative does not wait.
     *
     * @throws EndOfPipeException as {@link #receive()}
     */
    Optional<T> receive(Duration timeout) throws InterruptedException;

    /** Whether {@link #receive()} would return or throw at once. */
    boolean hasMessage();

    /** Closes this end: the other end receives what was sent, then {@link EndOfPipeException}. Idempotent. */
    @Override
    void close();

    /**
     * Waits until at least one of the ends has a message or has ended: what {@link #hasMessage} says. The ends may be
     * of pipes of any kind and of several families.
     *
     * @param timeout zero or negative does not wait
     * @return those that are ready, in the order of {@code ends}; empty when the time has passed
     * @throws IllegalArgumentException when one is not of this library
     */
    static <T> Set<PipeEnd<T>> await(Collection<? extends PipeEnd<T>> ends, Duration timeout)
            throws InterruptedException {
        return io.multiprocessing.internal.pipe.PipeEnds.await(ends, timeout);
    }
}
