package io.multiprocessing.internal.output;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes the marks of {@link MarkedOutput}: unpredictable, so that no printed line begins with one by accident or
 * intent.
 */
public final class OutMark {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 8;

    private OutMark() {}

    /** A new mark. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "\u0001" + HexFormat.of().formatHex(bytes) + "\u0001";
    }
}
