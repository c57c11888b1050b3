package io.multiprocessing.tck.family.harness;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** What native code can do to the process that it is in. */
public final class NativeDeeds {
    /** Nothing is mapped there: far above what is handed out upwards, far below what is handed out downwards. */
    private static final long NOWHERE = 0x1111_1111_1000L;

    private NativeDeeds() {}

    /** Writes where no memory is. Does not return. */
    public static void writeNowhere() {
        MemorySegment.ofAddress(NOWHERE).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    /** Does not return. */
    public static void abort() throws Throwable {
        function("abort", FunctionDescriptor.ofVoid()).invoke();
    }

    /** Closes a file descriptor behind the JVM's back. */
    public static void close(int descriptor) throws Throwable {
        Object unused = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                .invoke(descriptor);
    }

    private static MethodHandle function(String name, FunctionDescriptor signature) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
    }
}
