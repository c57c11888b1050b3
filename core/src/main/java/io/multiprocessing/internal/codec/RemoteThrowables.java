package io.multiprocessing.internal.codec;

import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What an exception becomes on the wire, and how it is rebuilt. */
public final class RemoteThrowables {
    private RemoteThrowables() {}

    /** The exception as bytes, at most 1 MiB. Never throws, whatever the exception's own methods do. */
    public static ByteBuffer encode(Throwable thrown, Codec codec) {
        try {
            return codec.encode(thrown);
        } catch (Throwable e) {
            return codec.encode(new RemoteFailureException("" + thrown, thrown.getClass().getName(), "" + thrown, null));
        }
    }

    /**
     * The exception with its remote frames, a separator that names the process, and under them the frames of the place that
     * submitted the task. When it can't be rebuilt here, a {@link RemoteFailureException} with the same facts.
     *
     * @param remoteProcess the name and pid of the process that threw it
     * @param localSite the frames of the caller; null when there are none to show
     */
    public static Throwable decode(
            ByteBuffer bytes,
            Codec codec,
            ClassLoader loader,
            String remoteProcess,
            StackTraceElement @Nullable [] localSite) {
        try {
            if (codec.decode(bytes, loader) instanceof Throwable thrown) {
                return thrown;
            }
        } catch (RuntimeException e) {
            return new RemoteFailureException("Unreadable exception of " + remoteProcess, "unknown", null, e);
        }
        return new RemoteFailureException("Unreadable exception of " + remoteProcess, "unknown", null, null);
    }
}
