package io.multiprocessing.internal.codec.compact;

/** Keeps texts that come from anywhere to a length. */
public final class Texts {
    private static final int NOTE = 40;

    private Texts() {}

    /** The text, or its first {@code most} characters and a note of how many there were. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "... (" + text.length() + " characters in all)";
    }

    /** As {@link #shortened}, to so many bytes in the form of {@link Strings}, the note included. */
    public static String shortenedToBytes(String text, int most) {
        if (text.length() <= most / 2 || text.length() <= most && isNarrow(text, text.length())) {
            return text;
        }
        int narrow = Math.max(most - NOTE, 0);
        return isNarrow(text, Math.min(narrow, text.length()))
                ? shortened(text, narrow)
                : shortened(text, Math.max(most / 2 - NOTE, 0));
    }

    /** True when the first {@code length} characters take a byte each. */
    static boolean isNarrow(String text, int length) {
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) > 0xFF) {
                return false;
            }
        }
        return true;
    }
}
