package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/**
 * Shared memory can't be made, or can't be used: there is no room for it, it was removed, the process that made it has
 * ended, or its file was damaged. The message says which.
 */
public class SharedMemoryException extends TransportException {
    private static final long serialVersionUID = 1;

    private final long neededBytes;
    private final long freeBytes;

    public SharedMemoryException(String message, @Nullable Throwable cause) {
        this(message, 0, 0, cause);
    }

    /**
     * @param neededBytes what was to be allocated
     * @param freeBytes what was free where it was to be; 0 when that is not known
     */
    public SharedMemoryException(String message, long neededBytes, long freeBytes, @Nullable Throwable cause) {
        super(message, cause);
        this.neededBytes = neededBytes;
        this.freeBytes = freeBytes;
    }

    /** How many bytes were to be allocated; 0 when the error is not about making memory. */
    public long neededBytes() {
        return neededBytes;
    }

    /** How many bytes were free where they were to be allocated; 0 when that is not known or not what it is about. */
    public long freeBytes() {
        return freeBytes;
    }
}
