package io.multiprocessing.internal.codec;

import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.internal.codec.compact.Unreadable;
import io.multiprocessing.spi.Codec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What an exception becomes on the wire, and how it is rebuilt. */
public final class RemoteThrowables {
    /** Nothing at all: even a description was too much. */
    private static final ByteBuffer NO_MEMORY = ByteBuffer.allocate(0);

    private RemoteThrowables() {}

    /**
     * The exception as bytes, at most 1 MiB: texts, frames, causes and suppressed exceptions are cut to fit. Never
     * throws, whatever the exception's own methods do.
     */
    public static ByteBuffer encode(Throwable thrown, Codec codec) {
        try {
            return new ThrowableWriter(thrown, codec).write();
        } catch (Throwable e) {
            return leastOf(thrown, e);
        }
    }

    private static ByteBuffer leastOf(Throwable thrown, Throwable fault) {
        try {
            String className = thrown.getClass().getName();
            RemoteFailureException standIn = new RemoteFailureException(
                    className + ", which could not be described: " + fault.getClass().getName(), className, null, null);
            standIn.setStackTrace(new StackTraceElement[0]);
            return new ThrowableWriter(standIn, new StandardCodec()).write();
        } catch (Throwable e) {
            return NO_MEMORY.duplicate();
        }
    }

    /**
     * The exception with its remote frames, a separator that names the process, and under them the frames of the place
     * that submitted the task. When it can't be rebuilt here, a {@link RemoteFailureException} with the same facts.
     * Never throws but for an {@link OutOfMemoryError}.
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
        ThrowableReader reader = new ThrowableReader(bytes, codec, loader, remoteProcess);
        Throwable thrown;
        StackTraceElement[] remote;
        try {
            thrown = reader.read();
            remote = reader.rootFrames();
        } catch (RuntimeException | StackOverflowError e) {
            String why = bytes.hasRemaining() ? Unreadable.describe(e) : "it had no memory left to describe it";
            thrown = new RemoteFailureException(
                    "An exception of " + remoteProcess + " could not be read: " + why,
                    Throwable.class.getName(),
                    null,
                    e);
            remote = new StackTraceElement[0];
        }
        ThrowableReader.setFrames(thrown, joined(remote, remoteProcess, localSite));
        return thrown;
    }

    private static StackTraceElement[] joined(
            StackTraceElement[] remote, String remoteProcess, StackTraceElement @Nullable [] localSite) {
        int locals = localSite == null ? 0 : localSite.length;
        StackTraceElement[] all = new StackTraceElement[remote.length + 1 + locals];
        System.arraycopy(remote, 0, all, 0, remote.length);
        all[remote.length] = new StackTraceElement(
                "==== remote", remoteProcess, locals == 0 ? "thrown above" : "thrown above; submitted below", -1);
        if (localSite != null) {
            System.arraycopy(localSite, 0, all, remote.length + 1, locals);
        }
        return all;
    }
}
