package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/**
 * A pool gave up: its workers can't be started, end before they take a task, or its initializer throws. The cause is
 * the last of these failures. All its futures fail with it, and it takes no more tasks.
 */
public class PoolBrokenException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public PoolBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
