package io.multiprocessing.internal.codec;

import io.multiprocessing.internal.codec.compact.CompactForm;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What most tests of the codec do. */
final class RoundTrips {
    static final StandardCodec CODEC = new StandardCodec();
    static final ClassLoader LOADER = RoundTrips.class.getClassLoader();

    private RoundTrips() {}

    @SuppressWarnings("unchecked")
    static <T> T copy(@Nullable T value) {
        return (T) CODEC.decode(CODEC.encode(value), LOADER);
    }

    static boolean isCompact(@Nullable Object value) {
        return isCompact(CODEC.encode(value));
    }

    static boolean isCompact(ByteBuffer bytes) {
        return bytes.get(bytes.position()) != CompactForm.JAVA;
    }

    static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static @Nullable Object decode(byte[] bytes) {
        return CODEC.decode(ByteBuffer.wrap(bytes), LOADER);
    }
}
