package io.multiprocessing.internal.queue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.ObjLongConsumer;

/**
 * Several elements in one payload:
 *
 * <pre>
 *   | number int64 | length int32 | bytes ... | number int64 | length int32 | bytes ... |
 * </pre>
 */
final class ElementBatch {
    private ElementBatch() {}

    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int count;

        void add(long number, ByteBuffer element) {
            ByteBuffer header = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
            header.putLong(number).putInt(element.remaining());
            bytes.writeBytes(header.array());
            byte[] content = new byte[element.remaining()];
            element.duplicate().get(content);
            bytes.writeBytes(content);
            count++;
        }

        int count() {
            return count;
        }

        int size() {
            return bytes.size();
        }

        ByteBuffer toBuffer() {
            return ByteBuffer.wrap(bytes.toByteArray());
        }
    }

    static void read(ByteBuffer batch, ObjLongConsumer<ByteBuffer> consumer) {
        while (batch.hasRemaining()) {
            long number = batch.getLong();
            int length = batch.getInt();
            ByteBuffer element = batch.slice(batch.position(), length);
            batch.position(batch.position() + length);
            consumer.accept(element, number);
        }
    }
}
