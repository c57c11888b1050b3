package io.multiprocessing.examples.download.fetch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A download failed; the message is a reason that a person can read next to the URL. */
public class FetchException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean worthRetrying;
    private final @Nullable Duration retryAfter;

    FetchException(
            String reason, boolean worthRetrying, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(reason, cause);
        this.worthRetrying = worthRetrying;
        this.retryAfter = retryAfter;
    }

    /** Trying again would fail again. */
    static FetchException permanent(String reason) {
        return new FetchException(reason, false, null, null);
    }

    static FetchException permanent(String reason, Throwable cause) {
        return new FetchException(reason, false, null, cause);
    }

    /** Trying again may help. */
    static FetchException passing(String reason) {
        return new FetchException(reason, true, null, null);
    }

    static FetchException passing(String reason, Throwable cause) {
        return new FetchException(reason, true, null, cause);
    }

    /** Trying again may help, after the pause that the server asked for if it did. */
    static FetchException passing(String reason, @Nullable Duration retryAfter) {
        return new FetchException(reason, true, retryAfter, null);
    }

    boolean isWorthRetrying() {
        return worthRetrying;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The same reason with more said about it, and no longer worth retrying. */
    FetchException givenUp(String more) {
        return new FetchException(getMessage() + more, false, null, this);
    }
}
