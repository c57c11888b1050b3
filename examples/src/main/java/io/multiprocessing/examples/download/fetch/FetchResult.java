package io.multiprocessing.examples.download.fetch;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file that has been fetched.
 *
 * @param index the request's
 * @param url the request's
 * @param finalUrl where redirects led
 * @param name the file's name in the request's directory
 * @param bytes its size; 0 when it was skipped
 * @param resumedFrom how many of these an earlier run had fetched already
 * @param sha256 in hexadecimal, if it was asked for
 * @param attempts how many times the server was asked
 * @param millis how long it took
 * @param pid the process that fetched it
 * @param skipped true when the file was there already
 */
public record FetchResult(
        int index,
        String url,
        String finalUrl,
        String name,
        long bytes,
        long resumedFrom,
        @Nullable String sha256,
        int attempts,
        long millis,
        long pid,
        boolean skipped)
        implements Serializable {
    /** Nothing was fetched, because a file of that name was there. */
    public static FetchResult skipped(int index, String url, String name) {
        return new FetchResult(index, url, url, name, 0, 0, null, 0, 0, ProcessHandle.current().pid(), true);
    }
}
