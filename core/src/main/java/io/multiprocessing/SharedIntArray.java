package io.multiprocessing;

import java.io.Serializable;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * {@link SharedMemory} as an array of {@code int}, with the vocabulary and the memory effects of {@link
 * java.util.concurrent.atomic.AtomicIntegerArray}: made by {@link SharedMemory#ints}. Element {@code i} is the 4 bytes
 * at offset {@code 4 * i}, in the machine's byte order.
 *
 * <p>An operation is one atomic step on the memory itself, whichever processes take part, so no death can tear it;
 * those that take a function retry it until nobody came between. Travels as a handle, as the memory does. Every
 * operation maps the memory if this process has not done so yet, and throws {@link IndexOutOfBoundsException} when
 * there is no element of that index, {@link SharedMemoryException} when the memory can't be mapped or is damaged, and
 * {@link IllegalStateException} when it is closed.
 */
public final class SharedIntArray extends SharedArray {
    private static final long serialVersionUID = 1;
    private static final VarHandle ELEMENT = ValueLayout.JAVA_INT.varHandle();

    SharedIntArray(SharedMemory memory) {
        super(memory, Integer.BYTES);
    }

    // ---- reading and writing

    /** Reads, in the mode of {@code volatile}. */
    public int get(long index) {
        try {
            return (int) ELEMENT.getVolatile(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, in the mode of {@code volatile}. */
    public void set(long index, int value) {
        try {
            ELEMENT.setVolatile(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #setRelease}. */
    public void lazySet(long index, int value) {
        setRelease(index, value);
    }

    /** Reads without any ordering. */
    public int getPlain(long index) {
        try {
            return (int) ELEMENT.get(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes without any ordering. */
    public void setPlain(long index, int value) {
        try {
            ELEMENT.set(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads whole and in the order of this element, without ordering other memory. */
    public int getOpaque(long index) {
        try {
            return (int) ELEMENT.getOpaque(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes whole and in the order of this element, without ordering other memory. */
    public void setOpaque(long index, int value) {
        try {
            ELEMENT.setOpaque(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads; sees all that happened before the {@code setRelease} whose value it reads. */
    public int getAcquire(long index) {
        try {
            return (int) ELEMENT.getAcquire(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes; whoever reads the value by {@code getAcquire} sees all that happened before. */
    public void setRelease(long index, int value) {
        try {
            ELEMENT.setRelease(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, and returns the value before. */
    public int getAndSet(long index, int value) {
        try {
            return (int) ELEMENT.getAndSet(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- comparing

    /** Writes if the value is the expected one; returns whether it was. */
    public boolean compareAndSet(long index, int expected, int value) {
        try {
            return ELEMENT.compareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes if the value is the expected one; returns the value found. */
    public int compareAndExchange(long index, int expected, int value) {
        try {
            return (int) ELEMENT.compareAndExchange(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code getAcquire}. */
    public int compareAndExchangeAcquire(long index, int expected, int value) {
        try {
            return (int) ELEMENT.compareAndExchangeAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code setRelease}. */
    public int compareAndExchangeRelease(long index, int expected, int value) {
        try {
            return (int) ELEMENT.compareAndExchangeRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, without ordering; returns whether it did. */
    public boolean weakCompareAndSetPlain(long index, int expected, int value) {
        try {
            return ELEMENT.weakCompareAndSetPlain(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, in the mode of {@code volatile}; returns whether it did. */
    public boolean weakCompareAndSetVolatile(long index, int expected, int value) {
        try {
            return ELEMENT.weakCompareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code getAcquire}; returns whether it did. */
    public boolean weakCompareAndSetAcquire(long index, int expected, int value) {
        try {
            return ELEMENT.weakCompareAndSetAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code setRelease}; returns whether it did. */
    public boolean weakCompareAndSetRelease(long index, int expected, int value) {
        try {
            return ELEMENT.weakCompareAndSetRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- calculating

    /** Adds, and returns the value before. */
    public int getAndAdd(long index, int delta) {
        try {
            return (int) ELEMENT.getAndAdd(mapped(), offset(index), delta);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Adds, and returns the value after. */
    public int addAndGet(long index, int delta) {
        return getAndAdd(index, delta) + delta;
    }

    /** Adds one, and returns the value before. */
    public int getAndIncrement(long index) {
        return getAndAdd(index, 1);
    }

    /** Subtracts one, and returns the value before. */
    public int getAndDecrement(long index) {
        return getAndAdd(index, -1);
    }

    /** Adds one, and returns the value after. */
    public int incrementAndGet(long index) {
        return addAndGet(index, 1);
    }

    /** Subtracts one, and returns the value after. */
    public int decrementAndGet(long index) {
        return addAndGet(index, -1);
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public int getAndUpdate(long index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            int after = function.applyAsInt(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public int updateAndGet(long index, IntUnaryOperator function) {
        while (true) {
            int before = get(index);
            int after = function.applyAsInt(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function to the value and {@code operand}, as {@link #getAndUpdate}. */
    public int getAndAccumulate(long index, int operand, IntBinaryOperator function) {
        return getAndUpdate(index, value -> function.applyAsInt(value, operand));
    }

    /** Applies a function to the value and {@code operand}, as {@link #updateAndGet}. */
    public int accumulateAndGet(long index, int operand, IntBinaryOperator function) {
        return updateAndGet(index, value -> function.applyAsInt(value, operand));
    }

    private Object writeReplace() {
        return new Ticket(memory());
    }

    /** What travels instead. */
    private record Ticket(SharedMemory memory) implements Serializable {
        private Object readResolve() {
            return memory.ints();
        }
    }
}
