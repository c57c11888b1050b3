package io.multiprocessing.internal.codec;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands in a Java serialization stream for a value that has a compact form but is not {@link Serializable}. */
final class StandIn implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // whatever it is, it is the user's to be serialisable
    private final @Nullable Object content;

    private final boolean isBuffer;
    private final boolean isReadOnly;
    private final boolean isLittleEndian;

    private StandIn(@Nullable Object content, boolean isBuffer, boolean isReadOnly, boolean isLittleEndian) {
        this.content = content;
        this.isBuffer = isBuffer;
        this.isReadOnly = isReadOnly;
        this.isLittleEndian = isLittleEndian;
    }

    static StandIn of(Optional<?> optional) {
        return new StandIn(optional.orElse(null), false, false, false);
    }

    static StandIn of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new StandIn(bytes, true, buffer.isReadOnly(), buffer.order() == ByteOrder.LITTLE_ENDIAN);
    }

    private Object readResolve() {
        if (!isBuffer || !(content instanceof byte[] bytes)) {
            return Optional.ofNullable(content);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (isReadOnly) {
            buffer = buffer.asReadOnlyBuffer();
        }
        return buffer.order(isLittleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }
}
