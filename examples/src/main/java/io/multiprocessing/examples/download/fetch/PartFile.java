package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file on its way to being whole, under a temporary name, locked against every other download. Its bytes are always a
 * beginning of the resource's state that its {@link PartMeta} names. Used by one thread.
 */
final class PartFile implements AutoCloseable {
    private static final int CHECKSUM_BUFFER_BYTES = 256 * 1024;

    private final Path directory;
    private final String name;
    private final FileChannel channel;
    private PartMeta meta;
    private long size;
    private long resumedFrom;

    private PartFile(Path directory, PartLock.Held held) throws IOException {
        this.directory = directory;
        this.name = held.name();
        this.channel = held.channel();
        this.meta = held.meta();
        this.size = channel.size();
        this.resumedFrom = size;
    }

    /**
     * Takes the unfinished file of that name, or the first variant of the name that is free; waits for nobody.
     *
     * @throws FetchException when it can't be made, or another process is downloading this URL to it right now
     */
    static PartFile open(Path directory, String name, String url) throws FetchException {
        try {
            return new PartFile(directory, PartLock.take(directory, name, url));
        } catch (IOException e) {
            throw Failures.ofDisk("can't write to " + directory, e);
        }
    }

    long size() {
        return size;
    }

    /** How many of the bytes were there when the file was opened. */
    long resumedFrom() {
        return resumedFrom;
    }

    /** The size of the whole, -1 when unknown. */
    long total() {
        return meta.total();
    }

    /** Present when there are bytes worth keeping, and a way to know that the rest fits them. */
    Optional<Validator> resumable() {
        boolean plausible = size > 0 && (meta.total() < 0 || size <= meta.total());
        return plausible ? meta.validator() : Optional.empty();
    }

    /** Drops what there is: from here on, the file is a beginning of this state of the resource. */
    void restart(Optional<Validator> validator, long total) throws FetchException {
        try {
            channel.truncate(0);
            size = 0;
            resumedFrom = 0;
            meta = new PartMeta(meta.url(), validator, total);
            meta.write(path(FileNames.META_SUFFIX));
            requireRoomFor(total);
        } catch (IOException e) {
            throw Failures.ofDisk("can't write " + path(FileNames.PART_SUFFIX), e);
        }
    }

    void append(List<ByteBuffer> buffers) throws FetchException {
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    size += channel.write(buffer, size);
                }
            }
        } catch (IOException e) {
            throw Failures.ofDisk("can't write " + path(FileNames.PART_SUFFIX), e);
        }
    }

    /** Of the whole file as it is on disk, in hexadecimal. */
    String sha256() throws FetchException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer buffer = ByteBuffer.allocate(CHECKSUM_BUFFER_BYTES);
            long position = 0;
            for (int read = channel.read(buffer, position); read >= 0; read = channel.read(buffer, position)) {
                position += read;
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw Failures.ofDisk("can't read " + path(FileNames.PART_SUFFIX), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Puts the whole file into place, never over another.
     *
     * @param wanted the name it should have
     * @return the name it got: the first free variant
     */
    String publish(String wanted) throws FetchException {
        try {
            String published = Placement.place(path(FileNames.PART_SUFFIX), directory, wanted);
            Files.deleteIfExists(path(FileNames.META_SUFFIX));
            return published;
        } catch (IOException e) {
            throw Failures.ofDisk("can't put " + wanted + " into place", e);
        }
    }

    /** Leaves nothing behind when there is nothing to resume. */
    void deleteIfEmpty() {
        if (size == 0) {
            try {
                Files.deleteIfExists(path(FileNames.PART_SUFFIX));
                Files.deleteIfExists(path(FileNames.META_SUFFIX));
            } catch (IOException e) {
                System.getLogger(PartFile.class.getName())
                        .log(System.Logger.Level.WARNING, "Could not delete " + path(FileNames.PART_SUFFIX), e);
            }
        }
    }

    private void requireRoomFor(long total) throws IOException, FetchException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free > 0 && total > free) {
            throw FetchException.permanent(
                    "the file has " + total + " bytes, and " + directory + " has room for " + free);
        }
    }

    private Path path(String suffix) {
        return directory.resolve(name + suffix);
    }

    /** Gives up the lock; the file stays. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(PartFile.class.getName())
                    .log(System.Logger.Level.WARNING, "Could not close " + path(FileNames.PART_SUFFIX), e);
        }
    }
}
