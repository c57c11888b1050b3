package io.multiprocessing.internal.wire;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame's head: the protobuf message {@code HeadMessage} of {@code wire.proto}, where the fields are explained, and
 * why this class reads and writes it by hand.
 */
public record Head(long id, MemberId to, MemberId from, long object, int code, long number, String text) {
    private static final int ID = 1 << 3 | ProtoWriter.NUMBER;
    private static final int TO = 2 << 3 | ProtoWriter.BYTES;
    private static final int FROM = 3 << 3 | ProtoWriter.BYTES;
    private static final int OBJECT = 4 << 3 | ProtoWriter.NUMBER;
    private static final int CODE = 5 << 3 | ProtoWriter.NUMBER;
    private static final int NUMBER = 6 << 3 | ProtoWriter.NUMBER;
    private static final int TEXT = 7 << 3 | ProtoWriter.BYTES;
    private static final int LAST = 7 << 3 | 7;
    private static final int TAG_BYTES = 1;
    private static final int MAX_TEXT_CHARS = 8 << 10;
    private static final byte[] NO_WORDS = {};

    private static final Head EMPTY = new Head(0, MemberId.ROOT, MemberId.ROOT, 0, 0, 0, "");

    /** For frames that say all by their type. */
    public static Head empty() {
        return EMPTY;
    }

    public static Head ofId(long id) {
        return new Head(id, MemberId.ROOT, MemberId.ROOT, 0, 0, 0, "");
    }

    public static Head ofCode(long id, int code, long number) {
        return new Head(id, MemberId.ROOT, MemberId.ROOT, 0, code, number, "");
    }

    /** A frame with this head and no body. */
    public Frame frame(int type) {
        return Frame.of(type, encode());
    }

    /** A frame with this head and that body. */
    public Frame frame(int type, ByteBuffer body) {
        return Frame.of(type, encode(), body);
    }

    byte[] encode() {
        byte[] words = text.isEmpty() ? NO_WORDS : boundedText().getBytes(StandardCharsets.UTF_8);
        ProtoWriter out = new ProtoWriter(encodedSize(words.length));
        writeNumber(out, ID, id);
        writePath(out, TO, to);
        writePath(out, FROM, from);
        writeNumber(out, OBJECT, object);
        writeNumber(out, CODE, Integer.toUnsignedLong(code));
        writeNumber(out, NUMBER, zigZag(number));
        if (words.length > 0) {
            out.varint(TEXT);
            out.varint(words.length);
            out.raw(words);
        }
        return out.finished();
    }

    private String boundedText() {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS);
    }

    private int encodedSize(int wordBytes) {
        return numberSize(id)
                + pathSize(to)
                + pathSize(from)
                + numberSize(object)
                + numberSize(Integer.toUnsignedLong(code))
                + numberSize(zigZag(number))
                + bytesSize(wordBytes);
    }

    /** A {@code sint64}: small numbers take few bytes whatever their sign. */
    private static long zigZag(long signed) {
        return signed << 1 ^ signed >> Long.SIZE - 1;
    }

    private static long signed(long zigZag) {
        return zigZag >>> 1 ^ -(zigZag & 1);
    }

    private static int numberSize(long number) {
        return number == 0 ? 0 : TAG_BYTES + ProtoWriter.sizeOf(number);
    }

    private static int pathSize(MemberId member) {
        return member.depth() == 0 ? 0 : bytesSize(stepBytes(member));
    }

    private static int bytesSize(int count) {
        return count == 0 ? 0 : TAG_BYTES + ProtoWriter.sizeOf(count) + count;
    }

    private static int stepBytes(MemberId member) {
        int count = 0;
        for (int i = 0; i < member.depth(); i++) {
            count += ProtoWriter.sizeOf(Integer.toUnsignedLong(member.step(i)));
        }
        return count;
    }

    private static void writeNumber(ProtoWriter out, int tag, long number) {
        if (number != 0) {
            out.varint(tag);
            out.varint(number);
        }
    }

    private static void writePath(ProtoWriter out, int tag, MemberId member) {
        if (member.depth() == 0) {
            return;
        }
        out.varint(tag);
        out.varint(stepBytes(member));
        for (int i = 0; i < member.depth(); i++) {
            out.varint(Integer.toUnsignedLong(member.step(i)));
        }
    }

    /**
     * Reads the head of a frame.
     *
     * @throws TransportException when it is not one
     */
    public static Head of(Frame frame) {
        if (frame.head().length == 0) {
            return EMPTY;
        }
        try {
            return decode(new ProtoReader(frame.head()));
        } catch (IllegalArgumentException e) {
            throw new TransportException("The head of " + frame + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Head decode(ProtoReader in) {
        long id = 0;
        MemberId to = MemberId.ROOT;
        MemberId from = MemberId.ROOT;
        long object = 0;
        int code = 0;
        long number = 0;
        String text = "";
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case ID -> id = in.varint();
                case TO -> to = readPath(in.part());
                case FROM -> from = readPath(in.part());
                case OBJECT -> object = in.varint();
                case CODE -> code = (int) in.varint();
                case NUMBER -> number = signed(in.varint());
                case TEXT -> text = in.text();
                default -> skipField(in, tag);
            }
        }
        return new Head(id, to, from, object, code, number, text);
    }

    /** One of a later version. */
    private static void skipField(ProtoReader in, int tag) {
        if (Integer.compareUnsigned(tag, LAST) <= 0) {
            throw new IllegalArgumentException("a known field has another wire type: tag=" + tag);
        }
        in.skip(tag);
    }

    private static MemberId readPath(ProtoReader in) {
        int[] steps = new int[MemberId.MAX_DEPTH];
        int depth = 0;
        while (in.hasMore()) {
            if (depth == steps.length) {
                throw new IllegalArgumentException("a member's path is longer than " + MemberId.MAX_DEPTH);
            }
            steps[depth++] = (int) in.varint();
        }
        return MemberId.of(steps, depth);
    }
}
