package io.multiprocessing;

import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import java.io.Serializable;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A number that all processes of a family read and change: what {@link java.util.concurrent.atomic.AtomicLong} is to
 * threads, with the same methods and memory effects. Made by {@link Multiprocessing#sharedLong}.
 *
 * <pre>{@code
 * SharedLong done = mp.sharedLong(0);
 * pool.map(files, file -> { work(file); return done.incrementAndGet(); });
 * }</pre>
 *
 * <p>It is a word of memory that every process maps: an operation is one atomic step on that word, without a message
 * and without a lock, so nobody waits for anybody, and a process that dies has done all of its operation or nothing.
 * Those that take a function retry it until nobody came between. Captured by a task or put in a queue it arrives as the
 * same number.
 *
 * <p>It belongs to the process that made it. When that has ended, processes that have used the number go on; one that
 * has not yet gets {@link SharedMemoryException}. After the root's {@link Multiprocessing#close()} all operations there
 * throw {@link IllegalStateException}. All methods may be called by several threads at once, do not block and do not
 * react to interrupts, except that a process's first operation maps the memory.
 *
 * <p>The word is not reused while its maker lives, also when nobody knows the number any more: 64 bytes each, so that
 * no two share a cache line.
 */
public final class SharedLong extends Number implements RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient SharedLongArray words;
    private final transient long index;

    SharedLong(SharedLongArray words, long index) {
        this.words = words;
        this.index = index;
    }

    // ---- reading and writing

    /** Reads, in the mode of {@code volatile}. */
    public long get() {
        return words.get(index);
    }

    /** Writes, in the mode of {@code volatile}. */
    public void set(long value) {
        words.set(index, value);
    }

    /** As {@link #setRelease}. */
    public void lazySet(long value) {
        words.setRelease(index, value);
    }

    /** Reads without any ordering. */
    public long getPlain() {
        return words.getPlain(index);
    }

    /** Writes without any ordering. */
    public void setPlain(long value) {
        words.setPlain(index, value);
    }

    /** Reads whole and in the order of this number, without ordering other memory. */
    public long getOpaque() {
        return words.getOpaque(index);
    }

    /** Writes whole and in the order of this number, without ordering other memory. */
    public void setOpaque(long value) {
        words.setOpaque(index, value);
    }

    /** Reads; sees all that happened before the {@code setRelease} whose value it reads. */
    public long getAcquire() {
        return words.getAcquire(index);
    }

    /** Writes; whoever reads the value by {@code getAcquire} sees all that happened before. */
    public void setRelease(long value) {
        words.setRelease(index, value);
    }

    /** Writes, and returns the value before. */
    public long getAndSet(long value) {
        return words.getAndSet(index, value);
    }

    // ---- comparing

    /** Writes if the value is the expected one; returns whether it was. */
    public boolean compareAndSet(long expected, long value) {
        return words.compareAndSet(index, expected, value);
    }

    /** Writes if the value is the expected one; returns the value found. */
    public long compareAndExchange(long expected, long value) {
        return words.compareAndExchange(index, expected, value);
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code getAcquire}. */
    public long compareAndExchangeAcquire(long expected, long value) {
        return words.compareAndExchangeAcquire(index, expected, value);
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code setRelease}. */
    public long compareAndExchangeRelease(long expected, long value) {
        return words.compareAndExchangeRelease(index, expected, value);
    }

    /** May write if the value is the expected one, without ordering; returns whether it did. */
    public boolean weakCompareAndSetPlain(long expected, long value) {
        return words.weakCompareAndSetPlain(index, expected, value);
    }

    /** May write if the value is the expected one, in the mode of {@code volatile}; returns whether it did. */
    public boolean weakCompareAndSetVolatile(long expected, long value) {
        return words.weakCompareAndSetVolatile(index, expected, value);
    }

    /** May write if the value is the expected one, with the effects of {@code getAcquire}; returns whether it did. */
    public boolean weakCompareAndSetAcquire(long expected, long value) {
        return words.weakCompareAndSetAcquire(index, expected, value);
    }

    /** May write if the value is the expected one, with the effects of {@code setRelease}; returns whether it did. */
    public boolean weakCompareAndSetRelease(long expected, long value) {
        return words.weakCompareAndSetRelease(index, expected, value);
    }

    // ---- calculating

    /** Adds, and returns the value before. */
    public long getAndAdd(long delta) {
        return words.getAndAdd(index, delta);
    }

    /** Adds, and returns the value after. */
    public long addAndGet(long delta) {
        return words.addAndGet(index, delta);
    }

    /** Adds one, and returns the value before. */
    public long getAndIncrement() {
        return words.getAndIncrement(index);
    }

    /** Subtracts one, and returns the value before. */
    public long getAndDecrement() {
        return words.getAndDecrement(index);
    }

    /** Adds one, and returns the value after. */
    public long incrementAndGet() {
        return words.incrementAndGet(index);
    }

    /** Subtracts one, and returns the value after. */
    public long decrementAndGet() {
        return words.decrementAndGet(index);
    }

    /** Applies a function without side effects, and returns the value before. */
    public long getAndUpdate(LongUnaryOperator function) {
        return words.getAndUpdate(index, function);
    }

    /** Applies a function without side effects, and returns the value after. */
    public long updateAndGet(LongUnaryOperator function) {
        return words.updateAndGet(index, function);
    }

    /** Applies a function without side effects to the value and {@code operand}; returns the value before. */
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return words.getAndAccumulate(index, operand, function);
    }

    /** Applies a function without side effects to the value and {@code operand}; returns the value after. */
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return words.accumulateAndGet(index, operand, function);
    }

    // ---- as a number

    @Override
    public int intValue() {
        return (int) get();
    }

    @Override
    public long longValue() {
        return get();
    }

    @Override
    public float floatValue() {
        return get();
    }

    @Override
    public double doubleValue() {
        return get();
    }

    /** The value, in decimal; why there is none when it can't be read. */
    @Override
    public String toString() {
        try {
            return Long.toString(get());
        } catch (IllegalStateException | SharedMemoryException e) {
            return "SharedLong[" + e.getMessage() + "]";
        }
    }

    // ---- identity and travel

    /** Whether it is the same number; not whether it has the same value. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SharedLong that && index == that.index && words.equals(that.words);
    }

    @Override
    public int hashCode() {
        return words.hashCode() * 31 + Long.hashCode(index);
    }

    private Object writeReplace() {
        return new Ticket(words.memory(), index);
    }

    /** What travels instead. */
    private record Ticket(SharedMemory memory, long index) implements Serializable {
        private Object readResolve() {
            return new SharedLong(memory.longs(), index);
        }
    }
}
