package io.multiprocessing.internal.pool.worker;

import java.nio.ByteBuffer;

/**
 * Several items for one function:
 *
 * <pre>
 *   | length of the function int32 | function, encoded | Object[] of items, encoded |
 * </pre>
 *
 * The two are encoded apart, so that items which need no code to be read take the fast way whatever the function is.
 */
public record Chunk(ByteBuffer function, ByteBuffer items) {
    public ByteBuffer write() {
        ByteBuffer body = ByteBuffer.allocate(Integer.BYTES + function.remaining() + items.remaining());
        body.putInt(function.remaining()).put(function.duplicate()).put(items.duplicate());
        return body.flip();
    }

    static Chunk read(ByteBuffer body) {
        int length = body.getInt();
        ByteBuffer function = body.slice(body.position(), length);
        ByteBuffer items = body.slice(body.position() + length, body.remaining() - length);
        return new Chunk(function, items);
    }
}
