package io.multiprocessing.internal.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A frame's head: the protobuf message {@code HeadMessage} of {@code wire.proto}, where the fields are explained, and
 * why this class reads and writes it by hand.
 */
public record Head(long id, MemberId to, MemberId from, long object, int code, long number, String text) {
    private static final int ID = 1;
    private static final int TO = 2;
    private static final int FROM = 3;
    private static final int OBJECT = 4;
    private static final int CODE = 5;
    private static final int NUMBER = 6;
    private static final int TEXT = 7;
    private static final int TYPE_BITS = 3;
    private static final int MAX_TEXT_CHARS = 8 << 10;

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
        try {
            byte[] bytes = new byte[encodedSize()];
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            if (id != 0) {
                out.writeUInt64(ID, id);
            }
            writePath(out, TO, to);
            writePath(out, FROM, from);
            if (object != 0) {
                out.writeUInt64(OBJECT, object);
            }
            if (code != 0) {
                out.writeUInt32(CODE, code);
            }
            if (number != 0) {
                out.writeSInt64(NUMBER, number);
            }
            if (!text.isEmpty()) {
                out.writeString(TEXT, boundedText());
            }
            out.checkNoSpaceLeft();
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException("A head could not be encoded: " + this, e);
        }
    }

    private String boundedText() {
        return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS);
    }

    private int encodedSize() {
        int size = 0;
        size += id == 0 ? 0 : CodedOutputStream.computeUInt64Size(ID, id);
        size += pathSize(TO, to);
        size += pathSize(FROM, from);
        size += object == 0 ? 0 : CodedOutputStream.computeUInt64Size(OBJECT, object);
        size += code == 0 ? 0 : CodedOutputStream.computeUInt32Size(CODE, code);
        size += number == 0 ? 0 : CodedOutputStream.computeSInt64Size(NUMBER, number);
        size += text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(TEXT, boundedText());
        return size;
    }

    private static int pathSize(int field, MemberId member) {
        if (member.depth() == 0) {
            return 0;
        }
        int content = pathContentSize(member);
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(content) + content;
    }

    private static int pathContentSize(MemberId member) {
        int content = 0;
        for (int i = 0; i < member.depth(); i++) {
            content += CodedOutputStream.computeUInt32SizeNoTag(member.step(i));
        }
        return content;
    }

    private static void writePath(CodedOutputStream out, int field, MemberId member) throws IOException {
        if (member.depth() == 0) {
            return;
        }
        out.writeTag(field, 2);
        out.writeUInt32NoTag(pathContentSize(member));
        for (int i = 0; i < member.depth(); i++) {
            out.writeUInt32NoTag(member.step(i));
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
            return decode(CodedInputStream.newInstance(frame.head()));
        } catch (IOException | IllegalArgumentException e) {
            throw new TransportException("The head of " + frame + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Head decode(CodedInputStream in) throws IOException {
        long id = 0;
        MemberId to = MemberId.ROOT;
        MemberId from = MemberId.ROOT;
        long object = 0;
        int code = 0;
        long number = 0;
        String text = "";
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            switch (tag >>> TYPE_BITS) {
                case ID -> id = in.readUInt64();
                case TO -> to = readPath(in);
                case FROM -> from = readPath(in);
                case OBJECT -> object = in.readUInt64();
                case CODE -> code = in.readUInt32();
                case NUMBER -> number = in.readSInt64();
                case TEXT -> text = in.readString();
                default -> in.skipField(tag);
            }
        }
        return new Head(id, to, from, object, code, number, text);
    }

    private static MemberId readPath(CodedInputStream in) throws IOException {
        int outerLimit = in.pushLimit(in.readUInt32());
        int[] steps = new int[MemberId.MAX_DEPTH];
        int depth = 0;
        while (in.getBytesUntilLimit() > 0) {
            if (depth == steps.length) {
                throw new IOException("a member's path is longer than " + MemberId.MAX_DEPTH);
            }
            steps[depth++] = in.readUInt32();
        }
        in.popLimit(outerLimit);
        return MemberId.of(steps, depth);
    }
}
