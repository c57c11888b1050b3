package io.multiprocessing.internal.codec;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The codec that is used unless another is asked for: a compact tagged form for values that need no code to be read, Java
 * serialization for everything else.
 *
 * <p>A message is one value. Numbers are little-endian, which makes arrays plain copies on the machines at hand; a
 * <i>varint</i> has seven bits a byte, lowest first; <i>text</i> is a varint of length × 2 + wide, then one byte for each
 * character, or two.
 *
 * <pre>
 *  tag                                followed by
 *  NULL FALSE TRUE                    nothing
 *  BYTE SHORT CHAR INT LONG FLOAT DOUBLE   1 2 2 4 8 4 8 bytes
 *  STRING                             text
 *  BIG_INTEGER                        varint length | two's complement, highest byte first
 *  BIG_DECIMAL                        int32 scale | as BIG_INTEGER
 *  DURATION INSTANT                   int64 seconds | int32 nanoseconds
 *  UUID                               int64 high | int64 low
 *  OPTIONAL                           value, NULL when empty
 *  ENUM                               varint 0 | class | text name       the constant gets the next number
 *                                     varint number                      a constant that has one
 *  RECORD                             class | each component: a value; of a primitive type: its bytes alone
 *  MESSAGE                            class | varint length | protobuf's own bytes
 *  BYTE_BUFFER                        int8 (1 read-only, 2 little-endian) | varint length | bytes
 *  BYTES BOOLEANS SHORTS ... DOUBLES  varint length | elements of 1 1 2 ... 8 bytes
 *  OBJECTS STRINGS                    varint count | values
 *  ARRAY_LIST LIST_OF LIST_WITH_NULLS HASH_SET LINKED_HASH_SET SET_OF   varint count | values
 *  HASH_MAP LINKED_HASH_MAP MAP_OF    varint count | (key value)...
 *  JAVA                               a Java serialization stream to the end; only as the first tag
 *
 *  class    varint 0 | text name | int32 fingerprint of a record's components, else 0      gets the next number
 *           varint number                                                                   one that has it
 * </pre>
 *
 * <p>The compact form keeps what Java serialization keeps. It is a tree, so a graph in which a mutable object is met twice,
 * or that nests deeper than 64, takes the other path as a whole. A record takes part when it is {@code Serializable}, so
 * that both paths agree on what may travel, and open to reflection. {@code Optional} and {@code ByteBuffer}, which Java
 * serialization refuses, travel on both paths.
 */
public final class StandardCodec implements Codec {
    public StandardCodec() {}

    @Override
    public ByteBuffer encode(@Nullable Object value) throws NotSerializableTaskException {
        ByteBuffer compact = compact(value);
        return compact != null ? compact : JavaSerialization.encode(value);
    }

    private static @Nullable ByteBuffer compact(@Nullable Object value) {
        if (value != null && TypeInfo.of(value.getClass()).tag == Tag.JAVA) {
            return null;
        }
        Sink sink = new Sink(Sink.MOST);
        try {
            return new FastWriter(sink).write(value) ? sink.finish() : null;
        } catch (RuntimeException | StackOverflowError e) {
            return null; // the other path fails the same way, and explains
        }
    }

    @Override
    public @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) throws UnreadableValueException {
        ByteBuffer in = bytes.duplicate();
        if (in.hasRemaining() && in.get(in.position()) == Tag.JAVA) {
            return JavaSerialization.decode(in.position(in.position() + 1), loader);
        }
        try {
            return new FastReader(in, loader).read();
        } catch (Throwable e) {
            throw Unreadable.explain(e);
        }
    }
}
