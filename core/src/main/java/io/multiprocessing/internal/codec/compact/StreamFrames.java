package io.multiprocessing.internal.codec.compact;

import org.jspecify.annotations.Nullable;

/** Reads from a stack trace whose code threw while a Java serialization stream was at work. */
public final class StreamFrames {
    private StreamFrames() {}

    /**
     * The class whose {@code writeObject}, {@code readObject} or the like the stream called last; null when the stream
     * threw by itself.
     */
    public static @Nullable String ownCode(Throwable thrown, Class<?> stream) {
        Throwable fault = thrown;
        for (int i = 0; i < 8 && fault != null; i++, fault = fault.getCause()) {
            String found = calledBy(stream.getName(), fault.getStackTrace());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String calledBy(String stream, StackTraceElement[] trace) {
        String candidate = null;
        for (StackTraceElement frame : trace) {
            String name = frame.getClassName();
            if (name.startsWith(stream)) {
                return candidate;
            }
            if (!name.startsWith("java.lang.") && !name.startsWith("jdk.internal.") && !name.startsWith("java.io.")) {
                candidate = name;
            }
        }
        return null;
    }
}
