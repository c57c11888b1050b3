package io.multiprocessing.examples.download.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens an unfinished file so that no other process writes to it, and never a file that is somebody else's: one without
 * our description beside it, or with that of another URL, a symbolic link, or anything that is no plain file.
 */
final class PartLock {
    private static final int MOST_VARIANTS = 10_000;

    /** An unfinished file that is ours until the channel is closed. */
    record Held(String name, FileChannel channel, PartMeta meta) {}

    private PartLock() {}

    static Held take(Path directory, String wanted, String url) throws IOException, FetchException {
        for (int n = 1; n <= MOST_VARIANTS; n++) {
            String name = FileNames.variant(wanted, n);
            boolean free = n == 1 || !Files.exists(directory.resolve(name), NOFOLLOW_LINKS);
            Held held = free ? tryTake(directory, name, url) : null;
            if (held != null) {
                return held;
            }
        }
        throw FetchException.permanent("all names like " + wanted + " are taken in " + directory);
    }

    private static @Nullable Held tryTake(Path directory, String name, String url)
            throws IOException, FetchException {
        Path part = directory.resolve(name + FileNames.PART_SUFFIX);
        Path metaFile = directory.resolve(name + FileNames.META_SUFFIX);
        if (Files.exists(metaFile, NOFOLLOW_LINKS) && !Files.isRegularFile(metaFile, NOFOLLOW_LINKS)) {
            return null;
        }
        FileChannel channel = lock(part);
        if (channel == null) {
            if (PartMeta.read(metaFile).filter(meta -> meta.url().equals(url)).isPresent()) {
                throw FetchException.permanent("another process is downloading it to " + part);
            }
            return null;
        }
        try {
            Optional<PartMeta> meta = PartMeta.read(metaFile);
            boolean ours = meta.isPresent() ? meta.get().url().equals(url) : channel.size() == 0;
            if (!ours) {
                channel.close();
                return null;
            }
            if (meta.isEmpty()) {
                PartMeta.forUrl(url).write(metaFile);
            }
            return new Held(name, channel, meta.orElseGet(() -> PartMeta.forUrl(url)));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The locked file, made if there is none; null when another holds it, or it is no plain file. */
    private static @Nullable FileChannel lock(Path part) throws IOException {
        while (true) {
            BasicFileAttributes before = attributes(part);
            if (before == null) {
                create(part);
                continue;
            }
            if (!before.isRegularFile()) {
                return null;
            }
            if (isPublished(part)) {
                Files.deleteIfExists(part);
                continue;
            }
            FileChannel channel = open(part);
            if (channel == null) {
                continue;
            }
            if (!tryLock(channel)) {
                channel.close();
                return null;
            }
            // Between opening and locking, the former holder may have published the very file that is open here.
            BasicFileAttributes after = attributes(part);
            if (after != null && Objects.equals(before.fileKey(), after.fileKey()) && !isPublished(part)) {
                return channel;
            }
            channel.close();
        }
    }

    private static void create(Path part) throws IOException {
        try {
            Files.createFile(part);
        } catch (FileAlreadyExistsException anotherDid) {
            // Looked at again by the caller.
        }
    }

    private static @Nullable FileChannel open(Path part) throws IOException {
        try {
            return FileChannel.open(part, READ, WRITE, NOFOLLOW_LINKS);
        } catch (NoSuchFileException anotherMovedIt) {
            return null;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    /** Whether the file has its final name as well, because a process was killed between linking and unlinking. */
    private static boolean isPublished(Path part) throws IOException {
        try {
            return Files.getAttribute(part, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer links
                    && links > 1;
        } catch (UnsupportedOperationException | IllegalArgumentException noSuchView) {
            return false;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }
}
