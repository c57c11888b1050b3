package io.multiprocessing;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;

/**
 * Memory that several processes of a family use at the same time. What one writes the others see: it is the same
 * memory, nothing is copied, and nothing is in between.
 *
 * <pre>{@code
 * SharedMemory image = mp.memory(8L * width * height);
 * SharedDoubleArray pixels = image.doubles();
 * pool.map(rows, row -> { render(pixels, row); return null; });
 * }</pre>
 *
 * <p>It is sent by capturing it in a task, or inside another message, and travels as a handle: a region of many GiB
 * costs as much to send as one of a few bytes. A process maps the memory when it first asks for its {@link #segment};
 * all handles to one region in one process share that mapping.
 *
 * <p>The memory belongs to the process that made it. When that process ends, or its family does, the memory can't be
 * mapped any more; processes that have mapped it go on using it. {@link #remove} does the same earlier. {@link #close}
 * ends the mapping of the calling process alone.
 *
 * <p>Memory consistency: as for any memory that threads share. Plain reads and writes of the segment are not ordered
 * and may tear; a write with release mode or stronger, read with acquire mode or stronger, happens-before what follows
 * the read, also in another process, as far as shared memory goes. {@link java.lang.invoke.VarHandle Var handles} of
 * the segment's layouts, {@link #longs()}, {@link #ints()} and {@link #doubles()} offer the modes. A message of the
 * family (a task and its result, an element of a queue) orders as well: what was written before it was sent is seen by
 * whoever has received it.
 *
 * <p>All methods may be called by several threads at once, and none reacts to interrupts. If somebody truncates the
 * file behind the memory, touching what is gone throws {@link InternalError}, in this thread, at once or a little
 * later; the JVM lives.
 */
public interface SharedMemory extends AutoCloseable, Serializable {
    /**
     * The memory, {@link #byteSize} bytes long and aligned to 64 bytes; filled with zeros when it was made. Any thread
     * may use it. It ends with this process's mapping: when touched after {@link #close}, or after the root's {@link
     * Multiprocessing#close()}, it throws {@link IllegalStateException}.
     *
     * @throws SharedMemoryException when it can't be mapped: it was removed, the process that made it has ended, or its
     *     file was damaged; the message says which
     * @throws IllegalStateException when it was closed in this process, or when the family is closed
     */
    MemorySegment segment();

    /** How many bytes it has; known without mapping it. */
    long byteSize();

    /** Its whole 8-byte words as an array of {@code long}, whose elements have the access modes of a var handle. */
    default SharedLongArray longs() {
        return new SharedLongArray(this);
    }

    /** Its whole 4-byte words as an array of {@code int}, whose elements have the access modes of a var handle. */
    default SharedIntArray ints() {
        return new SharedIntArray(this);
    }

    /** Its whole 8-byte words as an array of {@code double}, whose elements have the access modes of a var handle. */
    default SharedDoubleArray doubles() {
        return new SharedDoubleArray(this);
    }

    /**
     * Takes the memory away for everyone who has not mapped it yet. Mappings, this process's too, go on; the memory is
     * freed with the last of them. Any process may call it. Idempotent.
     */
    void remove();

    /**
     * Ends this process's mapping: its segment throws afterwards, through all handles that have used it. Other
     * processes go on, and a handle that arrives here later maps the memory anew, unless it has been removed.
     * Idempotent; does nothing when this process has no mapping.
     *
     * @throws IllegalStateException when a thread is just using the segment for input or output; nothing is closed then
     */
    @Override
    void close();
}
