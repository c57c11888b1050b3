package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a finished file its final name in one step, and never over a file that is there. */
final class Placement {
    private static final int MOST_VARIANTS = 10_000;

    private Placement() {}

    /** Moves the file to the first variant of the name that is free, and returns that. */
    static String place(Path file, Path directory, String wanted) throws IOException {
        for (int n = 1; n <= MOST_VARIANTS; n++) {
            String name = FileNames.variant(wanted, n);
            try {
                moveWithoutReplacing(file, directory.resolve(name));
                return name;
            } catch (FileAlreadyExistsException taken) {
                // The next one, then.
            }
        }
        throw new FileAlreadyExistsException(directory.resolve(wanted).toString());
    }

    private static void moveWithoutReplacing(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (UnsupportedOperationException | FileSystemException noHardLinksHere) {
            Files.createFile(target);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(file);
    }
}
