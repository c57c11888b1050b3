package io.multiprocessing.internal.codec.compact;

import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.lang.reflect.InvocationTargetException;

/** Words for what keeps bytes from becoming a value here. */
public final class Unreadable {
    private static final String SAME_CODE = " Every process of a family must see the same classes.";

    private Unreadable() {}

    public static UnreadableValueException damaged(String what) {
        return new UnreadableValueException(
                "These bytes are not a value that this version wrote: " + what + ".", null, null);
    }

    static UnreadableValueException unusable(String className, String why) {
        return new UnreadableValueException(
                "A value of class " + className + " can't be rebuilt here: " + why + ".", className, null);
    }

    public static UnreadableValueException filtered(String className) {
        return unusable(className, "the filter of this JVM for deserialization rejects it");
    }

    static UnreadableValueException unknownClass(String className, Throwable cause) {
        return new UnreadableValueException(
                "A value's class is unknown in this process: " + className + "." + SAME_CODE, className, cause);
    }

    /** A constructor or another method of the class threw. */
    static UnreadableValueException ownCode(String className, Throwable thrown) {
        return new UnreadableValueException(
                "A value of class " + className + " can't be rebuilt here: its own code threw " + describe(thrown)
                        + ".",
                className,
                thrown);
    }

    /** What an attempt to read threw, whatever it is; an error of the virtual machine goes on as it is. */
    public static UnreadableValueException explain(Throwable thrown) {
        Throwable fault = thrown;
        while (fault instanceof InvocationTargetException && fault.getCause() != null) {
            fault = fault.getCause();
        }
        if (fault instanceof StackOverflowError) {
            return new UnreadableValueException(
                    "A value nests too deeply for this thread's stack: put elements in a collection"
                            + " instead of chaining them, or read in a thread with a larger stack.",
                    null,
                    fault);
        } else if (fault instanceof VirtualMachineError error) {
            throw error;
        } else if (fault instanceof UnreadableValueException known) {
            return known;
        } else if (fault instanceof ClassNotFoundException) {
            return unknownClass(String.valueOf(fault.getMessage()), fault);
        } else if (fault instanceof NoClassDefFoundError) {
            return unknownClass(String.valueOf(fault.getMessage()).replace('/', '.'), fault);
        } else if (fault instanceof InvalidClassException e && e.classname != null) {
            return new UnreadableValueException(
                    "A value of class " + e.classname + " can't be rebuilt here: " + describe(e) + "." + SAME_CODE,
                    e.classname,
                    e);
        }
        String className = StreamFrames.ownCode(fault, ObjectInputStream.class);
        return className == null
                ? new UnreadableValueException("A value can't be rebuilt here: " + describe(fault) + ".", null, fault)
                : ownCode(className, fault);
    }

    /** {@code toString}, which may be anyone's code. */
    public static String describe(Throwable thrown) {
        try {
            return Texts.shortened(thrown.toString(), 1000);
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }
}
