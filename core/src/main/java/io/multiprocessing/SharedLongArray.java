package io.multiprocessing;

import java.io.Serializable;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * {@link SharedMemory} as an array of {@code long}, with the vocabulary and the memory effects of {@link
 * java.util.concurrent.atomic.AtomicLongArray}: made by {@link SharedMemory#longs}. Element {@code i} is the 8 bytes at
 * offset {@code 8 * i}, in the machine's byte order.
 *
 * <p>An operation is one atomic step on the memory itself, whichever processes take part, so no death can tear it;
 * those that take a function retry it until nobody came between. Travels as a handle, as the memory does. Every
 * operation maps the memory if this process has not done so yet, and throws {@link IndexOutOfBoundsException} when
 * there is no element of that index, {@link SharedMemoryException} when the memory can't be mapped or is damaged, and
 * {@link IllegalStateException} when it is closed.
 */
public final class SharedLongArray extends SharedArray {
    private static final long serialVersionUID = 1;
    private static final VarHandle ELEMENT = ValueLayout.JAVA_LONG.varHandle();

    SharedLongArray(SharedMemory memory) {
        super(memory, Long.BYTES);
    }

    // ---- reading and writing

    /** Reads, in the mode of {@code volatile}. */
    public long get(long index) {
        try {
            return (long) ELEMENT.getVolatile(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, in the mode of {@code volatile}. */
    public void set(long index, long value) {
        try {
            ELEMENT.setVolatile(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #setRelease}. */
    public void lazySet(long index, long value) {
        setRelease(index, value);
    }

    /** Reads without any ordering. */
    public long getPlain(long index) {
        try {
            return (long) ELEMENT.get(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes without any ordering. */
    public void setPlain(long index, long value) {
        try {
            ELEMENT.set(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads whole and in the order of this element, without ordering other memory. */
    public long getOpaque(long index) {
        try {
            return (long) ELEMENT.getOpaque(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes whole and in the order of this element, without ordering other memory. */
    public void setOpaque(long index, long value) {
        try {
            ELEMENT.setOpaque(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads; sees all that happened before the {@code setRelease} whose value it reads. */
    public long getAcquire(long index) {
        try {
            return (long) ELEMENT.getAcquire(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes; whoever reads the value by {@code getAcquire} sees all that happened before. */
    public void setRelease(long index, long value) {
        try {
            ELEMENT.setRelease(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, and returns the value before. */
    public long getAndSet(long index, long value) {
        try {
            return (long) ELEMENT.getAndSet(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- comparing

    /** Writes if the value is the expected one; returns whether it was. */
    public boolean compareAndSet(long index, long expected, long value) {
        try {
            return ELEMENT.compareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes if the value is the expected one; returns the value found. */
    public long compareAndExchange(long index, long expected, long value) {
        try {
            return (long) ELEMENT.compareAndExchange(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code getAcquire}. */
    public long compareAndExchangeAcquire(long index, long expected, long value) {
        try {
            return (long) ELEMENT.compareAndExchangeAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code setRelease}. */
    public long compareAndExchangeRelease(long index, long expected, long value) {
        try {
            return (long) ELEMENT.compareAndExchangeRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, without ordering; returns whether it did. */
    public boolean weakCompareAndSetPlain(long index, long expected, long value) {
        try {
            return ELEMENT.weakCompareAndSetPlain(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, in the mode of {@code volatile}; returns whether it did. */
    public boolean weakCompareAndSetVolatile(long index, long expected, long value) {
        try {
            return ELEMENT.weakCompareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code getAcquire}; returns whether it did. */
    public boolean weakCompareAndSetAcquire(long index, long expected, long value) {
        try {
            return ELEMENT.weakCompareAndSetAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code setRelease}; returns whether it did. */
    public boolean weakCompareAndSetRelease(long index, long expected, long value) {
        try {
            return ELEMENT.weakCompareAndSetRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- calculating

    /** Adds, and returns the value before. */
    public long getAndAdd(long index, long delta) {
        try {
            return (long) ELEMENT.getAndAdd(mapped(), offset(index), delta);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Adds, and returns the value after. */
    public long addAndGet(long index, long delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** Adds one, and returns the value before. */
    public long getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Subtracts one, and returns the value before. */
    public long getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Adds one, and returns the value after. */
    public long incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Subtracts one, and returns the value after. */
    public long decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public long getAndUpdate(long index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            long after = function.applyAsLong(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public long updateAndGet(long index, LongUnaryOperator function) {
        while (true) {
            long before = get(index);
            long after = function.applyAsLong(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function to the value and {@code operand}, as {@link #getAndUpdate}. */
    public long getAndAccumulate(long index, long operand, LongBinaryOperator function) {
        return getAndUpdate(index, value -> function.applyAsLong(value, operand));
    }

    /** Applies a function to the value and {@code operand}, as {@link #updateAndGet}. */
    public long accumulateAndGet(long index, long operand, LongBinaryOperator function) {
        return updateAndGet(index, value -> function.applyAsLong(value, operand));
    }

    private Object writeReplace() {
        return new Ticket(memory());
    }

    /** What travels instead. */
    private record Ticket(SharedMemory memory) implements Serializable {
        private Object readResolve() {
            return memory.longs();
        }
    }
}
