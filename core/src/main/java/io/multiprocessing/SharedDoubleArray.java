package io.multiprocessing;

import java.io.Serializable;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * {@link SharedMemory} as an array of {@code double}, with the vocabulary and the memory effects of {@link
 * java.util.concurrent.atomic.AtomicLongArray}: made by {@link SharedMemory#doubles}. Element {@code i} is the 8 bytes
 * at offset {@code 8 * i}, in the machine's byte order.
 *
 * <p>An operation is one atomic step on the memory itself, whichever processes take part, so no death can tear it;
 * those that take a function retry it until nobody came between. Values are compared bit by bit: {@code 0.0} is not
 * {@code -0.0}, and a NaN is itself. Travels as a handle, as the memory does. Every operation maps the memory if this
 * process has not done so yet, and throws {@link IndexOutOfBoundsException} when there is no
 * element of that index, {@link SharedMemoryException} when the memory can't be mapped or is damaged, and {@link
 * IllegalStateException} when it is closed.
 */
public final class SharedDoubleArray extends SharedArray {
    private static final long serialVersionUID = 1;
    private static final VarHandle ELEMENT = ValueLayout.JAVA_DOUBLE.varHandle();

    SharedDoubleArray(SharedMemory memory) {
        super(memory, Double.BYTES);
    }

    // ---- reading and writing

    /** Reads, in the mode of {@code volatile}. */
    public double get(long index) {
        try {
            return (double) ELEMENT.getVolatile(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, in the mode of {@code volatile}. */
    public void set(long index, double value) {
        try {
            ELEMENT.setVolatile(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #setRelease}. */
    public void lazySet(long index, double value) {
        setRelease(index, value);
    }

    /** Reads without any ordering. */
    public double getPlain(long index) {
        try {
            return (double) ELEMENT.get(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes without any ordering. */
    public void setPlain(long index, double value) {
        try {
            ELEMENT.set(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads whole and in the order of this element, without ordering other memory. */
    public double getOpaque(long index) {
        try {
            return (double) ELEMENT.getOpaque(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes whole and in the order of this element, without ordering other memory. */
    public void setOpaque(long index, double value) {
        try {
            ELEMENT.setOpaque(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Reads; sees all that happened before the {@code setRelease} whose value it reads. */
    public double getAcquire(long index) {
        try {
            return (double) ELEMENT.getAcquire(mapped(), offset(index));
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes; whoever reads the value by {@code getAcquire} sees all that happened before. */
    public void setRelease(long index, double value) {
        try {
            ELEMENT.setRelease(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes, and returns the value before. */
    public double getAndSet(long index, double value) {
        try {
            return (double) ELEMENT.getAndSet(mapped(), offset(index), value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- comparing

    /** Writes if the value is the expected one; returns whether it was. */
    public boolean compareAndSet(long index, double expected, double value) {
        try {
            return ELEMENT.compareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** Writes if the value is the expected one; returns the value found. */
    public double compareAndExchange(long index, double expected, double value) {
        try {
            return (double) ELEMENT.compareAndExchange(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code getAcquire}. */
    public double compareAndExchangeAcquire(long index, double expected, double value) {
        try {
            return (double) ELEMENT.compareAndExchangeAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** As {@link #compareAndExchange}, with the memory effects of {@code setRelease}. */
    public double compareAndExchangeRelease(long index, double expected, double value) {
        try {
            return (double) ELEMENT.compareAndExchangeRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, without ordering; returns whether it did. */
    public boolean weakCompareAndSetPlain(long index, double expected, double value) {
        try {
            return ELEMENT.weakCompareAndSetPlain(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, in the mode of {@code volatile}; returns whether it did. */
    public boolean weakCompareAndSetVolatile(long index, double expected, double value) {
        try {
            return ELEMENT.weakCompareAndSet(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code getAcquire}; returns whether it did. */
    public boolean weakCompareAndSetAcquire(long index, double expected, double value) {
        try {
            return ELEMENT.weakCompareAndSetAcquire(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    /** May write if the value is the expected one, with the effects of {@code setRelease}; returns whether it did. */
    public boolean weakCompareAndSetRelease(long index, double expected, double value) {
        try {
            return ELEMENT.weakCompareAndSetRelease(mapped(), offset(index), expected, value);
        } catch (InternalError e) {
            throw damaged(e);
        }
    }

    // ---- calculating

    /** Adds, and returns the value before. */
    public double getAndAdd(long index, double delta) {
        return getAndUpdate(index, value -> value + delta);
    }

    /** Adds, and returns the value after. */
    public double addAndGet(long index, double delta) {
        return updateAndGet(index, value -> value + delta);
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public double getAndUpdate(long index, DoubleUnaryOperator function) {
        while (true) {
            double before = get(index);
            double after = function.applyAsDouble(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return before;
            }
        }
    }

    /** Applies a function, which must have no side effects: it is called again when somebody came between. */
    public double updateAndGet(long index, DoubleUnaryOperator function) {
        while (true) {
            double before = get(index);
            double after = function.applyAsDouble(before);
            if (weakCompareAndSetVolatile(index, before, after)) {
                return after;
            }
        }
    }

    /** Applies a function to the value and {@code operand}, as {@link #getAndUpdate}. */
    public double getAndAccumulate(long index, double operand, DoubleBinaryOperator function) {
        return getAndUpdate(index, value -> function.applyAsDouble(value, operand));
    }

    /** Applies a function to the value and {@code operand}, as {@link #updateAndGet}. */
    public double accumulateAndGet(long index, double operand, DoubleBinaryOperator function) {
        return updateAndGet(index, value -> function.applyAsDouble(value, operand));
    }

    private Object writeReplace() {
        return new Ticket(memory());
    }

    /** What travels instead. */
    private record Ticket(SharedMemory memory) implements Serializable {
        private Object readResolve() {
            return memory.doubles();
        }
    }
}
