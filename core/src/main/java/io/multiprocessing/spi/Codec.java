package io.multiprocessing.spi;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.NotSerializableTaskException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into bytes and back: what tasks capture, what they return, what queues and pipes carry.
 *
 * <p>An implementation has no state, is safe for use by any number of threads at once, and has a public constructor
 * without parameters: a child process makes its own by the class's name, so parent and child must have the same version
 * of it.
 */
public interface Codec {
    /**
     * The value as bytes. Later changes of the value do not show in them. The buffer is the caller's alone.
     *
     * @return the bytes between position and limit
     * @throws NotSerializableTaskException when the value, or something it refers to, can't be turned into bytes; says
     *     what and where
     */
    ByteBuffer encode(@Nullable Object value);

    /**
     * The value that {@link #encode} was given, as a copy. The bytes may come from a process that misbehaves: whatever
     * they are, this returns or throws, and sets aside memory in proportion to their number. It may run code of the
     * classes that they name, such as constructors of records and {@code readObject}.
     *
     * @param bytes from position to limit; neither is changed, and no reference to the buffer is kept
     * @param loader where the classes of values are looked up
     * @throws UnreadableValueException when the bytes can't be turned into a value here
     */
    @Nullable Object decode(ByteBuffer bytes, ClassLoader loader);

    /**
     * A value from another process can't be rebuilt here: its class is unknown here or differs, its own code for
     * reading threw, a limit or filter refused it, or the bytes are damaged.
     */
    final class UnreadableValueException extends MultiprocessingException {
        private static final long serialVersionUID = 1;

        private final @Nullable String className;

        /** @param className the class at fault; null when that is not known */
        public UnreadableValueException(String message, @Nullable String className, @Nullable Throwable cause) {
            super(message, cause);
            this.className = className;
        }

        /** The class that is unknown here, differs, is refused or failed; null when that is not known. */
        public @Nullable String className() {
            return className;
        }
    }
}
