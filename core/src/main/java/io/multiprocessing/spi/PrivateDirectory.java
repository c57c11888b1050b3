package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A directory that only this user can enter, for a transport's sockets or files: made with a name that nobody can
 * guess, removed with everything in it by {@link #close}, and, when its process was killed first, by the {@link
 * #sweepStale} of a later one.
 *
 * <pre>
 *   &lt;parent&gt;/&lt;prefix&gt;&lt;25 random characters&gt;/     rwx------
 *       owner-...                              which process it belongs to
 *       ...                                    the transport's files; no directories
 * </pre>
 *
 * <pre>{@code
 * PrivateDirectory directory = PrivateDirectory.create(Path.of(System.getProperty("java.io.tmpdir")), "mp-");
 * directory.sweepStale();
 * Path socket = directory.path().resolve("s");
 * ...
 * directory.close();
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class PrivateDirectory implements AutoCloseable {
    /** How many characters a name has beyond its prefix. */
    public static final int RANDOM_LENGTH = 25;

    private static final int RANDOM_BITS = 128;
    private static final int RADIX = 36;
    private static final int ATTEMPTS = 8;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final String prefix;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PrivateDirectory(Path path, String prefix) {
        this.path = path;
        this.prefix = prefix;
    }

    /**
     * Makes a new directory in {@code parent}.
     *
     * @param prefix how its name begins: what {@link #sweepStale} recognises its like by
     * @throws TransportException when that is not possible: {@code parent} is missing, read-only or full, or keeps no
     *     permissions
     */
    public static PrivateDirectory create(Path parent, String prefix) {
        try {
            for (int attempt = 1;; attempt++) {
                try {
                    return new PrivateDirectory(make(parent.resolve(prefix + randomName())), prefix);
                } catch (NoSuchFileException e) {
                    // Swept by another process while it was still empty; or the parent is missing, and stays so.
                    if (attempt == ATTEMPTS || !Files.isDirectory(parent)) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw new TransportException("A private directory can't be made: parent=" + parent + " prefix=" + prefix
                    + " cause=" + e + ". The parent must exist, be writable, and have room and permissions.", e);
        }
    }

    private static Path make(Path path) throws IOException {
        if (!makeEmpty(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        try {
            Files.createFile(path.resolve(OwnerRecord.ofThisProcess().fileName()));
            return path;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Makes a directory that only this user can enter; false when there is something of that name. */
    static boolean makeEmpty(Path path) throws IOException {
        FileAttribute<?>[] mode = hasPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(path, mode);
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        try {
            requireOwnersOnly(path);
            return true;
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** @throws IOException when others than its owner may enter, or when it is no directory */
    static void requireOwnersOnly(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no directory");
        }
        if (hasPermissions(path)
                && !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
            throw new IOException(path + " does not have the permissions rwx------");
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** 128 random bits as {@value #RANDOM_LENGTH} lower-case letters and digits: a name that nobody can guess. */
    public static String randomName() {
        String name = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(RADIX);
        return "0".repeat(RANDOM_LENGTH - name.length()) + name;
    }

    /** Whether a directory of that name may be one of ours. */
    static boolean isName(String name, String prefix) {
        return name.length() == prefix.length() + RANDOM_LENGTH
                && name.startsWith(prefix)
                && name.chars().skip(prefix.length()).allMatch(c -> Character.digit(c, RADIX) >= 0);
    }

    public Path path() {
        return path;
    }

    /**
     * Removes the directories beside this one, of the same prefix and user, whose process has certainly ended. Symbolic
     * links are not followed. Lists the parent directory, so it takes time in proportion to the number of files there;
     * does not throw: what can't be removed stays for another time.
     */
    public void sweepStale() {
        StaleDirectories.sweep(path, prefix);
    }

    /** Removes the files in this directory, then the directory. Idempotent; does not throw. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            List<Path> files = new ArrayList<>();
            stream.forEach(files::add);
            // The record goes last: killed in between, this process leaves a directory that says whose it was.
            files.sort(Comparator.comparing(file -> OwnerRecord.parse(file.getFileName().toString()) != null));
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException | DirectoryIteratorException e) {
            // Somebody removed it already, or keeps what is left from being removed.
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
