package io.multiprocessing.internal.codec;

/** The first byte of every encoded value; {@link StandardCodec} tells what follows each. Numbers are never reused. */
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
    static final byte OPTIONAL = 16;
    static final byte ENUM = 17;
    static final byte RECORD = 18;
    static final byte MESSAGE = 19;
    static final byte BYTE_BUFFER = 20;

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

    /** The rest is a Java serialization stream: only ever the first byte of a message. */
    static final byte JAVA = 64;

    private Tag() {}
}
