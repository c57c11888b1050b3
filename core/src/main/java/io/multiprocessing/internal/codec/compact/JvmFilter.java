package io.multiprocessing.internal.codec.compact;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** The filter of classes that rules Java serialization in this JVM: it rules the compact form too. */
public final class JvmFilter {
    private static final int UNKNOWN = 0;
    private static final int UNTOUCHED = 1;
    private static final int UNTOUCHED_AND_ASKED = 2;

    private static volatile int state = UNKNOWN;

    private JvmFilter() {}

    /**
     * Called by a child JVM before it reads a message, when nothing but this library has run in it: then only a
     * system property can have set a filter. Asking the JDK would take some 20 ms of the child's start (its first
     * question initialises logging), which are saved until the first message that names a class has been read.
     */
    public static void nothingHasRunYet() {
        state = UNTOUCHED;
    }

    /** After each message: it may have brought code that set a filter. */
    public static void messageWasRead() {
        if (state == UNTOUCHED_AND_ASKED) {
            state = UNKNOWN;
        }
    }

    /** After a message that was read by running code. */
    public static void codeHasRun() {
        if (state != UNKNOWN) {
            state = UNKNOWN;
        }
    }

    static boolean rejects(Class<?> type) {
        ObjectInputFilter filter = filter();
        return filter != null && filter.checkInput(new ClassOnly(type)) == ObjectInputFilter.Status.REJECTED;
    }

    private static @Nullable ObjectInputFilter filter() {
        if (state != UNKNOWN && System.getProperty("jdk.serialFilter") == null) {
            state = UNTOUCHED_AND_ASKED;
            return null;
        }
        return ObjectInputFilter.Config.getSerialFilter();
    }

    /** What a filter is told of a class outside a Java serialization stream. */
    private record ClassOnly(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {
        @Override
        public long arrayLength() {
            return -1;
        }

        @Override
        public long depth() {
            return 1;
        }

        @Override
        public long references() {
            return 1;
        }

        @Override
        public long streamBytes() {
            return 0;
        }
    }
}
