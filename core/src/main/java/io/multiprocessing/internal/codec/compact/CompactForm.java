package io.multiprocessing.internal.codec.compact;

import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Turns values into the compact form and back; see {@link Tag} for the layout. */
public final class CompactForm {
    /** The first byte of what is a Java serialization stream from its second byte on. */
    public static final byte JAVA = Tag.JAVA;

    private CompactForm() {}

    /** False when no value of the class can have a compact form. */
    public static boolean isFor(Class<?> type) {
        return TypeInfo.of(type).tag != Tag.JAVA;
    }

    /** The value's compact form; null when it has none. */
    public static @Nullable ByteBuffer encode(@Nullable Object value) {
        if (value != null && !isFor(value.getClass())) {
            return null;
        }
        Sink sink = new Sink(Sink.MOST);
        try {
            return new ValueWriter(sink).write(value) ? sink.finish() : null;
        } catch (RuntimeException | StackOverflowError e) {
            return null; // another path fails the same way, and explains
        }
    }

    /**
     * The value of that form.
     *
     * @throws UnreadableValueException when the bytes are no value, or one that can't be rebuilt here
     */
    public static @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) {
        try {
            return new ValueReader(bytes, loader).read();
        } catch (Throwable e) {
            throw Unreadable.explain(e);
        } finally {
            JvmFilter.messageWasRead();
        }
    }
}
