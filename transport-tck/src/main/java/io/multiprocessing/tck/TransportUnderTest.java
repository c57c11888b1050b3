package io.multiprocessing.tck;

import io.multiprocessing.spi.Transport;
import java.time.Duration;
import java.util.Optional;

/** What the kit must know about a transport in order to test it. All but {@link #newTransport} has a default. */
public interface TransportUnderTest {
    /**
     * A new transport, which the kit closes. Its class must be public and have a public constructor without arguments,
     * by which the child processes make theirs.
     */
    Transport newTransport();

    /**
     * Whether the links lead from one process to another. When not, both ends live in the test's own JVM, and the tests
     * of what happens when a process dies are skipped.
     */
    default boolean crossesProcesses() {
        return true;
    }

    /**
     * How a child can put bytes of its own choosing where the transport would put frames. Give it when the links carry
     * {@linkplain io.multiprocessing.spi.Frame the stream layout of frames}; without it the tests that send damaged
     * frames are skipped, and a transport with a layout of its own should test its own kinds of damage.
     */
    default Optional<Class<? extends RawChannel>> rawChannel() {
        return Optional.empty();
    }

    /**
     * Whether a file in the temporary directory or in {@code /dev/shm} may be this transport's, by its name. The kit
     * counts such files before and after.
     */
    default boolean isOwnFile(String name) {
        return name.startsWith("mp-") || name.contains("multiprocessing");
    }

    /** The largest number of bytes that may be on their way to a receiver that does not take them (rule L4). */
    default long mostBytesUnderWay() {
        return 16 << 20;
    }

    /** How long the kit waits for something that must happen before it says that it did not. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }
}
