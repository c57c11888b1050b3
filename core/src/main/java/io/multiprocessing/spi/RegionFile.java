package io.multiprocessing.spi;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.TransportException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that several processes map as memory. Its maker {@linkplain #create creates} it, others {@link #open} it by
 * its path; once all have, its name can go ({@link #unlink}) and the memory lives on until the last of them {@linkplain
 * #close unmaps} it or ends.
 *
 * <p>It begins with a {@link RegionHeader}; the rest is what its kind says.
 *
 * <p>Every byte is allocated before it is mapped: to touch a page that the file system has no room for would be a
 * SIGBUS. If somebody truncates the file, touching what is gone throws {@link InternalError}, at once or a little later
 * in the same thread (see {@link #throwPendingFault}), which users of {@link #memory} turn into an exception of their
 * own.
 *
 * <p>It is mapped through an {@link Arena}, so that {@link #close} unmaps at once, but used as a byte buffer, which
 * starts faster. To open, map, and load and store one word each, in a fresh JVM (median of 25 interleaved runs, noisy
 * machine):
 *
 * <pre>
 *   Arena + segment.asByteBuffer() + view VarHandles     26 ms     chosen
 *   Arena + segment + its layouts' VarHandles            41 ms
 *   FileChannel.map without an arena, nothing more       51 ms     (makes its buffer by reflection)
 * </pre>
 *
 * <p>The memory is safe for use by several threads and processes as far as their accesses are; {@link #close} is to be
 * called when no thread uses it.
 */
public final class RegionFile implements AutoCloseable {
    /** Where the part begins that the kind defines. */
    public static final int HEADER_BYTES = RegionHeader.BYTES;

    private static final int ALLOCATION_STEP = 64 << 10;

    /** How much is written at a time where there is much to write. */
    private static final int LARGE_ALLOCATION_STEP = 1 << 20;

    /** Whole pages, and no more than the JDK makes buffers of. */
    private static final int LONGEST_BUFFER = Integer.MAX_VALUE - 4095;

    private final Path path;
    private final Mapped how;
    private final Arena arena;
    private final MemorySegment segment;
    private final ByteBuffer memory;

    /** How a file is mapped: until {@link #unmap}, or until nothing refers to it any more. */
    private enum Mapped {
        UNTIL_UNMAPPED,
        WHILE_REFERRED_TO
    }

    private RegionFile(Path path, FileChannel channel, long byteSize, Mapped how) throws IOException {
        this.path = path;
        this.how = how;
        Arena mapped = how == Mapped.UNTIL_UNMAPPED ? Arena.ofShared() : Arena.ofAuto();
        try {
            segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, byteSize, mapped);
            memory = segment.asSlice(0, Math.min(byteSize, LONGEST_BUFFER)).asByteBuffer();
        } catch (IOException | RuntimeException e) {
            if (how == Mapped.UNTIL_UNMAPPED) {
                mapped.close();
            }
            throw e;
        }
        arena = mapped;
    }

    /**
     * Makes and maps a new file, filled with zeros after its header. Not affected by interrupts.
     *
     * @param path a name that does not exist yet, in a directory that only this user can enter
     * @param kind what the memory is laid out for: {@link #open} must ask for the same
     * @param byteSize header included
     * @throws SharedMemoryException when there is no room, saying how much was needed and how much is free, or when the
     *     file can't be made for another reason; nothing is left behind then
     * @throws IllegalArgumentException when there is no room for the header in {@code byteSize}
     */
    public static RegionFile create(Path path, int kind, long byteSize) {
        return create(path, kind, byteSize, Mapped.UNTIL_UNMAPPED);
    }

    /** As {@link #create}, mapped for as long as something in this process refers to it or to its memory. */
    public static RegionFile createCollected(Path path, int kind, long byteSize) {
        return create(path, kind, byteSize, Mapped.WHILE_REFERRED_TO);
    }

    private static RegionFile create(Path path, int kind, long byteSize, Mapped how) {
        if (byteSize < HEADER_BYTES) {
            throw new IllegalArgumentException("A region has a header: byteSize=" + byteSize + " headerBytes="
                    + HEADER_BYTES);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return createOnce(path, kind, byteSize, how);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (IOException e) {
            long free = freeBytes(path);
            throw new SharedMemoryException("A region of shared memory can't be made: file=" + path + " neededBytes="
                    + byteSize + " freeBytes=" + free + " cause=" + e + ". Make room there, or let it hold more (for"
                    + " containers, --shm-size)", byteSize, free, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RegionFile createOnce(Path path, int kind, long byteSize, Mapped how) throws IOException {
        try (FileChannel channel = openNew(path)) {
            try {
                allocate(path, channel, byteSize);
                RegionFile region = new RegionFile(path, channel, byteSize, how);
                RegionHeader.fill(region.memory, kind, byteSize);
                return region;
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(path);
                throw e;
            }
        }
    }

    private static FileChannel openNew(Path path) throws IOException {
        boolean hasPermissions = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return FileChannel.open(path, options, mode);
    }

    private static void allocate(Path path, FileChannel channel, long byteSize) throws IOException {
        // Asked first, so that a memory file system that others use too is not filled up just to find out. One without
        // a limit says 0.
        long free = freeBytes(path);
        if (free > 0 && free < byteSize) {
            throw new IOException("No space left in " + path.getParent());
        }
        int most = byteSize > LARGE_ALLOCATION_STEP ? LARGE_ALLOCATION_STEP : ALLOCATION_STEP;
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(byteSize, most));
        for (long done = 0; done < byteSize;) {
            zeros.position(0).limit((int) Math.min(zeros.capacity(), byteSize - done));
            done += channel.write(zeros);
        }
    }

    /** How many bytes can still be allocated beside {@code path}; 0 when that is not known. */
    public static long freeBytes(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        return directory == null ? 0 : directory.toFile().getUsableSpace();
    }

    /**
     * Maps a file that another process made. Not affected by interrupts.
     *
     * @throws SharedMemoryException when it is absent (the cause is a {@link NoSuchFileException} then), not yet
     *     populated, of another version or kind, damaged, or when it can't be mapped: the message says which
     */
    public static RegionFile open(Path path, int kind) {
        return open(path, kind, Mapped.UNTIL_UNMAPPED);
    }

    /** As {@link #open}, mapped for as long as something in this process refers to it or to its memory. */
    public static RegionFile openCollected(Path path, int kind) {
        return open(path, kind, Mapped.WHILE_REFERRED_TO);
    }

    private static RegionFile open(Path path, int kind, Mapped how) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return openOnce(path, kind, how);
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } catch (NoSuchFileException e) {
            throw new SharedMemoryException(
                    "There is no region of shared memory at " + path + ": it was never made, its"
                            + " maker has ended, or it was removed because all who were to map it had",
                    e);
        } catch (IOException e) {
            throw new SharedMemoryException("The region of shared memory at " + path + " can't be mapped: " + e, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RegionFile openOnce(Path path, int kind, Mapped how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            long byteSize = channel.size();
            if (byteSize < HEADER_BYTES) {
                throw RegionHeader.refused(path,
                        "not yet populated: byteSize=" + byteSize + " headerBytes=" + HEADER_BYTES);
            }
            RegionFile region = new RegionFile(path, channel, byteSize, how);
            try {
                RegionHeader.check(region.memory, kind, byteSize, path);
                return region;
            } catch (TransportException e) {
                region.unmap();
                throw e;
            } catch (InternalError e) {
                region.unmap();
                throw new SharedMemoryException("The region of shared memory at " + path + " was truncated while it was"
                        + " mapped: byteSize=" + byteSize, e);
            }
        }
    }

    /**
     * The file, header included, as far as a buffer reaches, which is 2 GiB less a page; offsets are absolute. Of no
     * use after {@link #close}.
     */
    public ByteBuffer memory() {
        return memory;
    }

    /** The whole file, header included; throws {@link IllegalStateException} when touched after {@link #close}. */
    public MemorySegment segment() {
        return segment;
    }

    /** Where {@link #memory} begins in this process's address space. */
    public long address() {
        return segment.address();
    }

    /**
     * Throws the {@link InternalError} of a fault in mapped memory, if this thread met one that has not been thrown
     * yet: the JVM does so when a thread returns from native code, or before. Costs some 30 ns.
     */
    public static void throwPendingFault() {
        boolean ignored = Thread.holdsLock(RegionFile.class);
    }

    /** Where it was made or found; there may be nothing any more. */
    public Path path() {
        return path;
    }

    /** Takes the file's name away: nobody can open it any more. Does nothing when it has none. */
    public void unlink() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Some systems keep a mapped file; whoever removes its directory removes it.
        }
    }

    /**
     * Unmaps the memory. Idempotent. Does nothing to one that is mapped while something refers to it.
     *
     * @throws IllegalStateException when a thread is just using {@link #segment} for input or output
     */
    public void unmap() {
        if (how == Mapped.UNTIL_UNMAPPED && arena.scope().isAlive()) {
            arena.close();
        }
    }

    /** Takes the name away and unmaps. Idempotent. */
    @Override
    public void close() {
        unlink();
        unmap();
    }
}
