package io.multiprocessing.examples.download.fetch;

import java.io.Serializable;

/**
 * How far a download is.
 *
 * @param index the request's
 * @param done the bytes that are on disk
 * @param total the size of the whole file, or -1 while that is unknown
 * @param name the file's name
 * @param detail for {@link Phase#RETRYING} why and when; else empty
 */
public record FetchProgress(int index, Phase phase, long done, long total, String name, String detail)
        implements Serializable {
    /** What a download is doing. */
    public enum Phase {
        STARTED,
        RECEIVING,
        RETRYING,
        CHECKING
    }

    /** Is told of progress, by the thread that fetches. Should be quick, and must not throw. */
    @FunctionalInterface
    public interface Listener {
        void progressed(FetchProgress progress);
    }
}
