package io.multiprocessing.examples.download.fetch;

import java.io.Serializable;

/**
 * What to fetch, and where to.
 *
 * @param index which of the run's downloads it is
 * @param url an absolute {@code http} or {@code https} URL
 * @param directory the existing directory that the file goes to; nothing is written outside it
 * @param name the file's name in it unless the server knows a better one; safe, and not given to another download
 * @param sha256 whether to compute the checksum of the whole file
 * @param skipExisting whether a file of that name that is there already is taken for this one
 */
public record FetchRequest(
        int index, String url, String directory, String name, boolean sha256, boolean skipExisting, FetchLimits limits)
        implements Serializable {
    public FetchRequest withName(String newName) {
        return new FetchRequest(index, url, directory, newName, sha256, skipExisting, limits);
    }
}
