package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What can be set, by system properties of the process that makes the memory; spinning by those of each process.
 *
 * @param directory where the private directory is made
 * @param ringBytes how many bytes a ring holds, one for each direction: a power of two
 * @param spinNanos how long to spin before sleeping; 0 for never
 */
record SharedMemoryOptions(Path directory, int ringBytes, long spinNanos) {
    /** Default: {@code /dev/shm} where it can be written, else {@code java.io.tmpdir}. */
    static final String DIRECTORY_PROPERTY = "io.multiprocessing.sharedmem.directory";

    /**
     * From 64 to 2^29, and a power of two. Default: 1048576; less, down to 65536, where the directory has little room,
     * so that the 64 MB that containers often have go round among all children.
     */
    static final String RING_BYTES_PROPERTY = "io.multiprocessing.sharedmem.ringBytes";

    /** Default: 20, and 0 where there is one processor only. */
    static final String SPIN_MICROS_PROPERTY = "io.multiprocessing.sharedmem.spinMicros";

    /**
     * How long to sleep at a time, at most; for tests, in which a lost wake-up is to be noticed. Default: {@value
     * #SLEEP_MILLIS}.
     */
    static final String SLEEP_MILLIS_PROPERTY = "io.multiprocessing.sharedmem.sleepMillis";

    static final long SLEEP_MILLIS = 500;

    private static final int DEFAULT_RING_BYTES = 1 << 20;
    private static final int LEAST_DEFAULT_RING_BYTES = 64 << 10;
    private static final int SHARES = 16;
    private static final int DEFAULT_SPIN_MICROS = 20;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    static SharedMemoryOptions fromSystemProperties() {
        Path directory = directoryFromSystemProperties();
        int ringBytes = Integer.getInteger(RING_BYTES_PROPERTY, ringBytesFor(directory.toFile().getUsableSpace()));
        if (!LinkLayout.isCapacity(ringBytes)) {
            throw new TransportException("-D" + RING_BYTES_PROPERTY + "=" + System.getProperty(RING_BYTES_PROPERTY)
                    + " must be a power of two from " + LinkLayout.LEAST_CAPACITY + " to " + LinkLayout.MOST_CAPACITY);
        }
        return new SharedMemoryOptions(directory, ringBytes, spinNanosFromSystemProperties());
    }

    /** @param freeBytes 0 when nothing is known of it */
    static int ringBytesFor(long freeBytes) {
        int ringBytes = DEFAULT_RING_BYTES;
        while (freeBytes > 0 && ringBytes > LEAST_DEFAULT_RING_BYTES
                && LinkLayout.fileBytes(ringBytes) > freeBytes / SHARES) {
            ringBytes /= 2;
        }
        return ringBytes;
    }

    static Path directoryFromSystemProperties() {
        String named = System.getProperty(DIRECTORY_PROPERTY);
        if (named != null) {
            return Path.of(named);
        }
        boolean usable = Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY);
        return usable ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** All that a child needs to know: the rest stands in the file. */
    static long spinNanosFromSystemProperties() {
        boolean alone = Runtime.getRuntime().availableProcessors() == 1;
        return 1000L * Math.max(0, Integer.getInteger(SPIN_MICROS_PROPERTY, alone ? 0 : DEFAULT_SPIN_MICROS));
    }
}
