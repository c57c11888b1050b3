package io.multiprocessing.examples.download.fetch;

import java.io.Serializable;
import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param retries how often it is tried again in a row without having got any further; 0 for never
 * @param stall how long a server may take to answer, and may be silent within an answer
 * @param firstDelay the pause before the first retry; it doubles with each
 * @param longestDelay no pause is longer, and a server that asks for a longer one is given up
 */
public record FetchLimits(int retries, Duration stall, Duration firstDelay, Duration longestDelay)
        implements Serializable {
    public static final FetchLimits DEFAULT =
            new FetchLimits(4, Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(60));

    public FetchLimits withRetries(int number) {
        return new FetchLimits(number, stall, firstDelay, longestDelay);
    }

    public FetchLimits withStall(Duration duration) {
        return new FetchLimits(retries, duration, firstDelay, longestDelay);
    }
}
