package io.multiprocessing;

import java.io.Serializable;

/**
 * A two-way connection between two processes: what is sent at one end is received at the other, in order. Pass one
 * {@link PipeEnd} to another process, or both to two.
 *
 * @param <T> the type of the messages
 */
public interface MessagePipe<T> extends AutoCloseable, Serializable {
    PipeEnd<T> first();

    PipeEnd<T> second();

    /** Closes both ends. */
    @Override
    void close();
}
