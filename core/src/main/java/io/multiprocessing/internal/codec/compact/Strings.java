package io.multiprocessing.internal.codec.compact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Strings on the wire: a varint of twice the length, plus one if it is wide; then a byte for each character, or two. No
 * charset is involved: what is no valid Unicode comes back as it was.
 */
final class Strings {
    private static final int CHUNK = 2048;
    private static final int LONGEST = (1 << 30) - 16;

    private Strings() {}

    /** False when the string is too long for this form. */
    static boolean put(Sink out, String text) {
        int length = text.length();
        if (length > LONGEST) {
            return false;
        }
        if (Texts.isNarrow(text, length)) {
            out.putVarint(length << 1);
            putNarrow(out.room(length), text, length);
        } else {
            out.putVarint(length << 1 | 1);
            putWide(out, text, length);
        }
        return true;
    }

    /** The deprecated method drops the high bytes, which are zero here: a plain copy, where encoders look again. */
    @SuppressWarnings("deprecation")
    private static void putNarrow(ByteBuffer target, String text, int length) {
        text.getBytes(0, length, target.array(), target.arrayOffset() + target.position());
        target.position(target.position() + length);
    }

    private static void putWide(Sink out, String text, int length) {
        char[] chunk = new char[Math.min(length, CHUNK)];
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            text.getChars(from, from + count, chunk, 0);
            ByteBuffer target = out.room(count * 2);
            target.asCharBuffer().put(chunk, 0, count);
            target.position(target.position() + count * 2);
        }
    }

    /** Reads what {@link #put} wrote after the varint, which the caller has checked against the bytes that are left. */
    static String get(ByteBuffer source, int length, boolean isWide) {
        if (isWide) {
            String text = new String(PrimitiveArrays.chars(source, length));
            source.position(source.position() + length * 2);
            return text;
        }
        if (source.hasArray()) {
            int start = source.position();
            source.position(start + length);
            return new String(source.array(), source.arrayOffset() + start, length, StandardCharsets.ISO_8859_1);
        }
        byte[] bytes = new byte[length];
        source.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
