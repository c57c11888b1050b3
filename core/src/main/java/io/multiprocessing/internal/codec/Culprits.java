package io.multiprocessing.internal.codec;

import io.multiprocessing.NotSerializableTaskException;
import org.jspecify.annotations.Nullable;

/** Tells which class, field or captured variable keeps a value from being serialised. */
public final class Culprits {
    private Culprits() {}

    /** Why {@code root} could not be serialised, {@code cause} being what the attempt threw. */
    public static NotSerializableTaskException explain(@Nullable Object root, Throwable cause) {
        return explain(root, cause, null);
    }

    static NotSerializableTaskException explain(@Nullable Object root, Throwable cause, @Nullable Object culprit) {
        String className = cause.getMessage() == null ? String.valueOf(root) : cause.getMessage();
        return new NotSerializableTaskException("Not serialisable: " + className, className, null, cause);
    }

    /** Why a task that is not {@link java.io.Serializable} is refused. */
    public static NotSerializableTaskException notATask(Object plainLambdaOrObject) {
        String className = plainLambdaOrObject.getClass().getName();
        return new NotSerializableTaskException("Not serialisable: " + className, className, null, null);
    }
}
