package io.multiprocessing.internal.codec;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.internal.codec.compact.CompactForm;
import io.multiprocessing.internal.codec.compact.JvmFilter;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The codec that is used unless another is asked for: the {@link CompactForm} for values that need no code to be read,
 * Java serialization for everything else, always for the whole graph. Both keep the same things, and both take
 * {@code Optional} and {@code ByteBuffer}, which Java serialization alone would refuse.
 *
 * <pre>
 *  message   a value in the compact form, drawn where its tags stand
 *            int8 64 | a Java serialization stream
 * </pre>
 */
public final class StandardCodec implements Codec {
    public StandardCodec() {}

    /**
     * Called by a child JVM before it reads a message, while no code but this library's has run in it: spares that
     * message some 20 ms.
     */
    public static void nothingHasRunYet() {
        JvmFilter.nothingHasRunYet();
    }

    @Override
    public ByteBuffer encode(@Nullable Object value) throws NotSerializableTaskException {
        ByteBuffer compact = CompactForm.encode(value);
        return compact != null ? compact : JavaSerialization.encode(value);
    }

    @Override
    public @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) throws UnreadableValueException {
        int start = bytes.position();
        return bytes.hasRemaining() && bytes.get(start) == CompactForm.JAVA
                ? JavaSerialization.decode(bytes.duplicate().position(start + 1), loader)
                : CompactForm.decode(bytes, loader);
    }
}
