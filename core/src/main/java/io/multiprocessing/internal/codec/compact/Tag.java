package io.multiprocessing.internal.codec.compact;

/**
 * The first byte of every encoded value. Numbers are never reused.
 *
 * <p>A message is one value. Numbers are little-endian, which makes arrays plain copies on the machines at hand; a
 * <i>varint</i> has seven bits a byte, lowest first; <i>text</i> is a varint of length × 2 + wide, then one byte for
 * each character, or two.
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
 *  LAMBDA                             its form, see LambdaForm | varint count | values
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
 * <p>The form keeps what Java serialization keeps. It is a tree: a graph in which a mutable object is met twice, or
 * that nests deeper than 64, has none. A record has one when it is {@code Serializable}, so that both agree on what may
 * travel, and open to reflection.
 */
final class Tag {
    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte BYTE = 3;
    static final byte SHORT = 4;
    static final byte CHAR = 5;
    static final byte INT = 6;
    static final byte LONG = 7;
    static final byte FLOAT = 8;
    static final byte DOUBLE = 9;
    static final byte STRING = 10;
    static final byte BIG_INTEGER = 11;
    static final byte BIG_DECIMAL = 12;
    static final byte DURATION = 13;
    static final byte INSTANT = 14;
    static final byte UUID = 15;
    // From here on, not a scalar.
    static final byte OPTIONAL = 16;
    static final byte ENUM = 17;
    static final byte RECORD = 18;
    static final byte MESSAGE = 19;
    static final byte BYTE_BUFFER = 20;
    static final byte LAMBDA = 21;

    static final byte BYTES = 32;
    static final byte BOOLEANS = 33;
    static final byte SHORTS = 34;
    static final byte CHARS = 35;
    static final byte INTS = 36;
    static final byte LONGS = 37;
    static final byte FLOATS = 38;
    static final byte DOUBLES = 39;
    static final byte OBJECTS = 40;
    static final byte STRINGS = 41;

    static final byte ARRAY_LIST = 48;
    static final byte LIST_OF = 49;
    static final byte LIST_WITH_NULLS = 50;
    static final byte HASH_SET = 51;
    static final byte LINKED_HASH_SET = 52;
    static final byte SET_OF = 53;
    static final byte HASH_MAP = 54;
    static final byte LINKED_HASH_MAP = 55;
    static final byte MAP_OF = 56;

    static final byte JAVA = 64;

    /** Never written: the object travels as what its {@code writeReplace} gives, see {@link RepeatableReplacement}. */
    static final byte REPLACED = 65;

    private Tag() {}

    static boolean isScalar(int tag) {
        return tag >= NULL && tag < OPTIONAL;
    }

    static boolean isPrimitiveArray(int tag) {
        return tag >= BYTES && tag <= DOUBLES;
    }
}
