package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/** A channel between two processes could not be made, broke, or carried something that is not the protocol. */
public class TransportException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public TransportException(String message) {
        super(message);
    }

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
