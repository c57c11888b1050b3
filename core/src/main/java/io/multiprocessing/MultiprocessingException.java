package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/** The root of everything this library throws by itself: unchecked, and each kind carries its facts as fields. */
public class MultiprocessingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MultiprocessingException(String message) {
        super(message);
    }

    public MultiprocessingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
