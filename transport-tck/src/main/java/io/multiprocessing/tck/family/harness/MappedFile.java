package io.multiprocessing.tck.family.harness;

import io.multiprocessing.SharedMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file behind shared memory, found in {@code /proc/self/maps} by the memory's address. */
public final class MappedFile {
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final int PATH_FIELD = 5;

    private MappedFile() {}

    /** Maps the memory, if this process has not done so yet. */
    public static Path of(SharedMemory memory) {
        long address = memory.segment().address();
        try {
            for (String line : Files.readAllLines(MAPPINGS)) {
                String[] fields = line.split(" +", PATH_FIELD + 1);
                String[] range = fields[0].split("-");
                if (Long.parseUnsignedLong(range[0], 16) <= address && address < Long.parseUnsignedLong(range[1], 16)) {
                    return Path.of(fields[PATH_FIELD]);
                }
            }
            throw new AssertionError("No mapping at address " + address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this process has mapped that file. */
    public static boolean isMapped(String file) throws IOException {
        return Files.readString(MAPPINGS).contains(file);
    }

    /** Does what nobody should. */
    public static void truncate(Path file, long byteSize) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(byteSize);
        }
    }
}
