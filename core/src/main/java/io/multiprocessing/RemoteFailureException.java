package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of another process that can't be rebuilt here: its class is unknown here, or it can't be
 * serialised. Its stack trace is the remote one.
 */
public class RemoteFailureException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final String remoteClassName;
    private final @Nullable String remoteMessage;

    /**
     * @param remoteClassName the class of the exception that was thrown in the other process
     * @param remoteMessage its message
     */
    public RemoteFailureException(
            String message, String remoteClassName, @Nullable String remoteMessage, @Nullable Throwable cause) {
        super(message, cause);
        this.remoteClassName = remoteClassName;
        this.remoteMessage = remoteMessage;
    }

    /** The class of the exception that was thrown in the other process. */
    public String remoteClassName() {
        return remoteClassName;
    }

    /** The message of the exception that was thrown in the other process. */
    public @Nullable String remoteMessage() {
        return remoteMessage;
    }
}
