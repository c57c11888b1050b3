package io.multiprocessing.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a {@link StartupCache} that could not be made, so that not every program of the day tries again. Two
 * text files beside the cache:
 *
 * <pre>
 *   &lt;key&gt;.begun     a line for each time that somebody began: the moment
 *   &lt;key&gt;.failed    the moment | the reason, and what the JVM said
 * </pre>
 *
 * <p>Who is killed while he makes it, or ends too soon, leaves the first only; after {@link #MOST_ATTEMPTS} of those
 * that is a failure too. Both count for a day.
 */
final class CacheFailure {
    static final String FAILED = ".failed";
    static final String BEGUN = ".begun";
    static final int MOST_ATTEMPTS = 8;

    /** For how long a failure counts, by the files' times of modification. */
    static final Duration LASTS = Duration.ofDays(1);

    private final Path failed;
    private final Path begun;

    CacheFailure(StartupCache.Missing missing) {
        this(missing.directory(), missing.key());
    }

    CacheFailure(Path directory, String key) {
        failed = directory.resolve(key + FAILED);
        begun = directory.resolve(key + BEGUN);
    }

    /** Whether it is not to be tried now. */
    boolean isRecent() {
        return isRecent(failed);
    }

    private static boolean isRecent(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(LASTS));
        } catch (IOException e) {
            return false;
        }
    }

    /** Somebody begins; false when it has been begun too often, which is a failure from now on. */
    boolean begins() throws IOException {
        if (!isRecent(begun)) {
            Files.deleteIfExists(begun);
        }
        if (Files.exists(begun) && Files.readAllLines(begun).size() >= MOST_ATTEMPTS) {
            record("begun " + MOST_ATTEMPTS + " times and never finished: the programs ended sooner, or were killed");
            return false;
        }
        Files.write(begun, List.of(Instant.now().toString()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return true;
    }

    /** It could not be made. */
    void record(String reason) throws IOException {
        Files.writeString(failed, Instant.now() + "\n" + reason + "\n", StandardCharsets.UTF_8);
        Files.deleteIfExists(begun);
    }

    /** It has been made. */
    void forget() throws IOException {
        Files.deleteIfExists(failed);
        Files.deleteIfExists(begun);
    }
}
