package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A {@link PrivateDirectory} for several processes of one user. It belongs to one of them, its founder, which
 * {@linkplain #plan plans} it before there is anything, and tells the plan to the others; whoever is the first to need
 * the directory makes it. The founder removes it; when the founder is killed, a later process sweeps it, as any private
 * directory.
 *
 * <pre>
 *   plan   &lt;prefix&gt;&lt;25 random characters&gt;/owner-&lt;founder&gt;
 * </pre>
 *
 * <p>The plan is a secret: who knows it and is another user could make the directory first, which is noticed and
 * refused. Safe for use by several threads and processes.
 */
public final class JointDirectory implements AutoCloseable {
    private final Path path;
    private final String prefix;
    private final String ownerFile;

    private JointDirectory(Path path, String prefix, String ownerFile) {
        this.path = path;
        this.prefix = prefix;
        this.ownerFile = ownerFile;
    }

    /** The plan of a new directory that belongs to this process. Makes nothing. */
    public static String plan(String prefix) {
        return prefix + PrivateDirectory.randomName() + "/" + OwnerRecord.ofThisProcess().fileName();
    }

    /**
     * The directory of that plan in {@code parent}. Makes nothing.
     *
     * @throws IllegalArgumentException when it is no plan
     */
    public static JointDirectory of(Path parent, String plan) {
        int slash = plan.indexOf('/');
        int prefixLength = slash - PrivateDirectory.RANDOM_LENGTH;
        String name = slash < 0 ? plan : plan.substring(0, slash);
        String owner = plan.substring(slash + 1);
        if (prefixLength < 0
                || !PrivateDirectory.isName(name, name.substring(0, prefixLength))
                || OwnerRecord.parse(owner) == null) {
            throw new IllegalArgumentException("Not the plan of a directory: \"" + plan + "\"");
        }
        return new JointDirectory(parent.resolve(name), name.substring(0, prefixLength), owner);
    }

    /** Where it is or will be. */
    public Path path() {
        return path;
    }

    /** Whether somebody has made it. */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes the directory if nobody has done so yet, and then removes what killed processes have left beside it: see
     * {@link PrivateDirectory#sweepStale}.
     *
     * @throws TransportException when that is not possible, or what is there is not this user's alone
     */
    public void make() {
        try {
            boolean isNew = PrivateDirectory.makeEmpty(path);
            if (!isNew) {
                PrivateDirectory.requireOwnersOnly(path);
            }
            if (isNew || !Files.exists(path.resolve(ownerFile), LinkOption.NOFOLLOW_LINKS)) {
                // Also where another process made the directory and was killed before it made the record.
                writeRecord();
            }
            if (isNew) {
                StaleDirectories.sweep(path, prefix);
            }
        } catch (IOException e) {
            throw new TransportException("A directory for shared files can't be made: path=" + path + " cause=" + e
                    + ". Its parent must exist, be writable, and have room and permissions.", e);
        }
    }

    private void writeRecord() throws IOException {
        try {
            Files.createFile(path.resolve(ownerFile));
        } catch (FileAlreadyExistsException e) {
            // By another process at the same time.
        }
    }

    /** Removes those files whose names are accepted. Does not throw. */
    public void deleteFiles(Predicate<String> names) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.equals(ownerFile) && names.test(name)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // There is none, or nothing can be removed from it.
        }
    }

    /** Founder: removes the directory and all that is in it. May be repeated; does not throw. */
    @Override
    public void close() {
        deleteFiles(name -> true);
        try {
            Files.deleteIfExists(path.resolve(ownerFile));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Somebody keeps it from being removed.
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
