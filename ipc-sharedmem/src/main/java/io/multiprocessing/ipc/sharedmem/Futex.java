package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.WordWait;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Linux's system call of that name: sleeps on a 32-bit word in memory that processes share, and wakes who sleeps there.
 *
 * <p>The first call of native code costs a fresh JVM about 100 ms, so it is made by a background thread, {@link
 * #prepare}, and only some time after it was asked for: a child that lives shorter never pays. Until {@link #isReady},
 * callers wait in another way. Where native access is not enabled for this module nothing native is touched, since the
 * JVM would print a warning.
 */
final class Futex {
    /** Set to {@code false} to do without. */
    static final String ENABLED_PROPERTY = "io.multiprocessing.sharedmem.futex";

    /** How long {@link #prepare} waits before it begins, in milliseconds. */
    static final String DELAY_PROPERTY = "io.multiprocessing.sharedmem.futexDelay";

    private static final long DEFAULT_DELAY_MILLIS = 250;

    // Not the private kind: the word is found by its place in the file, which is one for all processes.
    private static final long WAIT = 0;
    private static final long WAKE = 1;

    private static final long PROBE_NANOS = 2_000_000;

    private static final AtomicBoolean PREPARING = new AtomicBoolean();
    private static volatile boolean ready;
    private static volatile @Nullable String failure;

    private Futex() {}

    /** As others see it. */
    static WordWait asWordWait() {
        return new WordWait() {
            @Override
            public void prepare() {
                Futex.prepare();
            }

            @Override
            public boolean isReady() {
                return ready;
            }

            @Override
            public long spinNanos() {
                return SharedMemoryOptions.spinNanosFromSystemProperties();
            }

            @Override
            public void await(long address, int expected, long timeoutNanos) {
                Futex.await(address, expected, timeoutNanos);
            }

            @Override
            public void wake(long address, int count) {
                Futex.wake(address, count);
            }
        };
    }

    /** Whether this JVM can use it, and if not, why. Touches nothing native. */
    static Availability support() {
        if (!Boolean.parseBoolean(System.getProperty(ENABLED_PROPERTY, "true"))) {
            return Availability.unavailable("-D" + ENABLED_PROPERTY + "=false turned futexes off");
        }
        if (systemCallNumber() < 0) {
            return Availability.unavailable("futexes exist on Linux on x86-64 and aarch64, and this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        Module module = Futex.class.getModule();
        if (!module.isNativeAccessEnabled()) {
            return Availability.unavailable("futexes need native access: start java with --enable-native-access="
                    + (module.isNamed() ? module.getName() : "ALL-UNNAMED"));
        }
        String failed = failure;
        return failed == null ? Availability.available() : Availability.unavailable(failed);
    }

    private static long systemCallNumber() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return -1;
        }
        String processor = System.getProperty("os.arch");
        return "amd64".equals(processor) ? 202 : "aarch64".equals(processor) ? 98 : -1;
    }

    /** Makes it ready in the background, once, if it is supported. Returns at once. */
    static void prepare() {
        if (!ready && support().isAvailable() && PREPARING.compareAndSet(false, true)) {
            Thread thread = new Thread(null, new Preparation(), "mp-futex-init");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** True when {@link #await} and {@link #wake} may be called; never false again. */
    static boolean isReady() {
        return ready;
    }

    /**
     * Sleeps while the word has the value {@code expected}, until woken or until the time is over; may return for no
     * reason. Not affected by interrupts. A virtual thread keeps its carrier.
     *
     * @param address of the word in this process; a multiple of 4, and mapped until this returns
     */
    static void await(long address, int expected, long timeoutNanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(ValueLayout.JAVA_LONG, 2);
            timespec.setAtIndex(ValueLayout.JAVA_LONG, 0, timeoutNanos / 1_000_000_000);
            timespec.setAtIndex(ValueLayout.JAVA_LONG, 1, timeoutNanos % 1_000_000_000);
            SystemCall.futex(address, WAIT, expected, timespec.address());
        }
    }

    /** Wakes up to {@code count} threads that sleep on the word, in any process. */
    static void wake(long address, int count) {
        SystemCall.futex(address, WAKE, count, 0);
    }

    /** Loaded by the background thread: its initialisation is what takes so long. */
    private static final class SystemCall {
        private static final long FUTEX = systemCallNumber();
        private static final MethodHandle HANDLE = link();

        @SuppressWarnings("restricted")
        private static MethodHandle link() {
            Linker linker = Linker.nativeLinker();
            ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(word, word, word, word, word, word, word, word),
                    Linker.Option.firstVariadicArg(1));
        }

        static void futex(long address, long operation, long value, long timespec) {
            try {
                long ignored = (long) HANDLE.invokeExact(FUTEX, address, operation, value, timespec, 0L, 0L);
            } catch (Error e) {
                // A fault in mapped memory before this call may come to light in it: see RegionFile.
                throw e;
            } catch (Throwable e) {
                throw new AssertionError("A system call does not throw", e);
            }
        }
    }

    private static final class Preparation implements Runnable {
        @Override
        public void run() {
            try {
                Thread.sleep(Long.getLong(DELAY_PROPERTY, DEFAULT_DELAY_MILLIS));
                if (sleeps()) {
                    ready = true;
                } else {
                    failure = "the futex system call returns at once: a sandbox may forbid it";
                }
            } catch (Throwable e) {
                failure = "the futex system call can't be reached: " + e;
            }
        }

        /** Who waits in a loop on a futex that fails would spin: so it must be seen to wait. */
        private static boolean sleeps() {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment word = arena.allocate(ValueLayout.JAVA_INT);
                long before = System.nanoTime();
                await(word.address(), 0, PROBE_NANOS);
                wake(word.address(), 1);
                return System.nanoTime() - before >= PROBE_NANOS / 2;
            }
        }
    }
}
