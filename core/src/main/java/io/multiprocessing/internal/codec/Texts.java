package io.multiprocessing.internal.codec;

/** Keeps texts that come from anywhere to a length. */
final class Texts {
    private Texts() {}

    /** The text, or its first {@code most} characters and a note of how many there were. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "... (" + text.length() + " characters in all)";
    }
}
