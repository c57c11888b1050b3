package io.multiprocessing.internal.ring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Memory of this process in the place of that of an element: aligned to 8 bytes, as elements are. */
public final class Segments {
    private Segments() {}

    public static MemorySegment make(int length) {
        return MemorySegment.ofArray(new long[(length + Long.BYTES - 1) / Long.BYTES]).asSlice(0, length);
    }

    public static byte[] bytes(MemorySegment segment) {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }

    /** @throws ClassCastException when the value is no byte array */
    public static MemorySegment readable(@Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            throw new ClassCastException("The element is no byte[] but "
                    + (value == null ? "null" : "a " + value.getClass().getName()));
        }
        MemorySegment segment = make(bytes.length);
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment.asReadOnly();
    }
}
