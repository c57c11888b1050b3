package io.multiprocessing.examples.download.names;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives each URL of a run a name of its own in the directory, before the workers start: that of an earlier run's
 * unfinished download of the same URL, so that it goes on, else the first variant of the URL's own name that is free.
 *
 * <p>What others do in the directory in the meantime is the worker's business, who takes a lock. Not thread-safe.
 */
public final class NameAssigner {
    private final Path directory;
    private final boolean skipExisting;
    private final Map<String, Deque<String>> unfinished = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * @param directory where the files will be
     * @param skipExisting whether to give out the name of a file that is there, instead of keeping out of its way
     * @param unfinishedByName URLs of what an earlier run left unfinished, by the names it had given them
     */
    public NameAssigner(Path directory, boolean skipExisting, Map<String, String> unfinishedByName) {
        this.directory = directory;
        this.skipExisting = skipExisting;
        unfinishedByName.forEach((name, url) -> unfinished.computeIfAbsent(url, key -> new ArrayDeque<>()).add(name));
    }

    /** The name for the next download of this URL; each call gives another one. */
    public String assign(URI url) {
        Deque<String> earlier = unfinished.get(url.toString());
        while (earlier != null && !earlier.isEmpty()) {
            String name = earlier.remove();
            if (taken.add(FileNames.key(name))) {
                return name;
            }
        }
        String wanted = FileNames.fromUrl(url);
        for (int n = 1;; n++) {
            String name = FileNames.variant(wanted, n);
            boolean free = !exists(name) && !exists(name + FileNames.PART_SUFFIX);
            if ((free || (skipExisting && isThere(name))) && taken.add(FileNames.key(name))) {
                return name;
            }
        }
    }

    /** Whether a whole file of that name is in the directory. */
    public boolean isThere(String name) {
        return Files.isRegularFile(directory.resolve(name), NOFOLLOW_LINKS);
    }

    private boolean exists(String name) {
        return Files.exists(directory.resolve(name), NOFOLLOW_LINKS);
    }
}
