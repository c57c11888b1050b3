package io.multiprocessing.internal.family.settings;

import io.multiprocessing.spi.JointDirectory;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a family keeps files that its members share: directories that the root plans, tells all members of, and removes
 * when the family ends. They are made when somebody needs them; the first with enough room is used.
 *
 * <pre>
 *   as a property of a child's bootstrap, one line each:
 *   plan          of a {@link JointDirectory}, which has the same name in each parent
 *   parent        the best first
 *   parent ...
 * </pre>
 *
 * @param parents the directories that they are in, or will be
 */
public record SharedPlaces(String plan, List<Path> parents) {
    /**
     * Names the parent directories to use, separated like a class path, the best first. Default: {@code /dev/shm}, if
     * it can be written, then the temporary directory.
     */
    public static final String DIRECTORY_PROPERTY = "io.multiprocessing.memory.directory";

    /** As that of transports, so that each sweeps what the other left. */
    private static final String PREFIX = "mp-";

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    /** Those of a new family. Makes nothing. */
    public static SharedPlaces planned() {
        return new SharedPlaces(JointDirectory.plan(PREFIX), parentsFromSystemProperties());
    }

    private static List<Path> parentsFromSystemProperties() {
        String named = System.getProperty(DIRECTORY_PROPERTY);
        if (named != null) {
            return Stream.of(named.split(Pattern.quote(File.pathSeparator)))
                    .map(parent -> Path.of(parent).toAbsolutePath())
                    .toList();
        }
        List<Path> parents = new ArrayList<>();
        if (Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)) {
            parents.add(SHARED_MEMORY);
        }
        parents.add(Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath());
        return List.copyOf(parents);
    }

    /** The directories, the best first; they need not exist yet. */
    public List<JointDirectory> directories() {
        return parents.stream().map(parent -> JointDirectory.of(parent, plan)).toList();
    }

    /** For {@link #parse}. */
    public String toProperty() {
        StringBuilder lines = new StringBuilder(plan);
        for (Path parent : parents) {
            lines.append('\n').append(parent);
        }
        return lines.toString();
    }

    /** Reads what {@link #toProperty} wrote. */
    public static SharedPlaces parse(String property) {
        String[] lines = property.split("\n");
        List<Path> parents = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            parents.add(Path.of(lines[i]));
        }
        return new SharedPlaces(lines[0], List.copyOf(parents));
    }
}
