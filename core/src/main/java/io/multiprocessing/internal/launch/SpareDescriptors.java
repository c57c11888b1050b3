package io.multiprocessing.internal.launch;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps starts away from where the JDK does harm: {@code ProcessBuilder.start} of JDK 25.0.3, when it does not get
 * descriptors for its five pipes, closes two numbers that it has not set. They may be a link's, a mapped file's or a
 * standard stream's.
 *
 * <p>So a start asks first. Another thread may take descriptors in between: what remains is that moment.
 */
final class SpareDescriptors {
    private static final String ANYTHING = "/dev/null";
    private static final int NEEDED = 10;

    private SpareDescriptors() {}

    /**
     * Called where there is a {@code /dev/null}.
     *
     * @throws IOException when this process can't get the descriptors that a start takes
     */
    static void check() throws IOException {
        Deque<FileInputStream> taken = new ArrayDeque<>();
        try {
            while (taken.size() < NEEDED) {
                taken.push(new FileInputStream(ANYTHING));
            }
        } catch (FileNotFoundException e) {
            throw new IOException(
                    "a start takes " + NEEDED + " descriptors, and this process gets " + taken.size() + ": "
                            + e.getMessage(),
                    e);
        } finally {
            for (FileInputStream descriptor : taken) {
                descriptor.close();
            }
        }
    }
}
