package io.multiprocessing.spi;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and removes the {@link PrivateDirectory private directories} of processes that were killed.
 *
 * <p>The parent is often open to all users, so each step names its file relative to an open directory and follows no
 * link ({@link SecureDirectoryStream}): whatever is exchanged for something else meanwhile, nothing outside a directory
 * of this user is touched. Where the system can't do that, nothing is swept.
 */
final class StaleDirectories {
    /**
     * A directory without a record and without files belongs to a process that was killed, or is being made just now.
     */
    private static final Duration UNFINISHED = Duration.ofMinutes(1);

    private StaleDirectories() {}

    /** Sweeps beside {@code own}, whose owner is the user in question. */
    static void sweep(Path own, String prefix) {
        Path parent = own.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
            if (siblings instanceof SecureDirectoryStream<Path> secure) {
                UserPrincipal user = Files.readAttributes(own, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .owner();
                for (Path sibling : secure) {
                    Path name = sibling.getFileName();
                    if (PrivateDirectory.isName(name.toString(), prefix) && !name.equals(own.getFileName())) {
                        sweepOne(secure, name, user);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            // The parent can't be listed: nothing to sweep.
        }
    }

    private static void sweepOne(SecureDirectoryStream<Path> parent, Path name, UserPrincipal user) {
        try {
            PosixFileAttributes attributes = attributes(parent, name);
            if (!attributes.isDirectory() || !attributes.owner().equals(user)) {
                return;
            }
            try (SecureDirectoryStream<Path> directory = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                // Once more, of what was opened: the name may mean something else by now.
                PosixFileAttributes opened = directory.getFileAttributeView(PosixFileAttributeView.class)
                        .readAttributes();
                if (!opened.owner().equals(user) || !deleteFiles(directory, opened)) {
                    return;
                }
            }
            parent.deleteDirectory(name);
        } catch (IOException | DirectoryIteratorException e) {
            // Swept by somebody else at the same time, or not ours to remove.
        }
    }

    /** Returns whether the directory is stale and may go; the record is the last of its files to be removed. */
    private static boolean deleteFiles(SecureDirectoryStream<Path> directory, PosixFileAttributes attributes)
            throws IOException {
        List<Path> files = new ArrayList<>();
        Path record = null;
        OwnerRecord owner = null;
        for (Path file : directory) {
            OwnerRecord parsed = OwnerRecord.parse(file.getFileName().toString());
            if (parsed == null) {
                files.add(file.getFileName());
            } else {
                owner = parsed;
                record = file.getFileName();
            }
        }
        if (owner == null || record == null) {
            Instant changed = attributes.lastModifiedTime().toInstant();
            return files.isEmpty() && changed.isBefore(Instant.now().minus(UNFINISHED));
        }
        if (!owner.isProvenDead()) {
            return false;
        }
        for (Path file : files) {
            directory.deleteFile(file);
        }
        directory.deleteFile(record);
        return true;
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }
}
