package io.multiprocessing;

import org.jspecify.annotations.Nullable;

/**
 * Something that should travel to another process can't be serialised. Thrown at the call, before anything was sent.
 */
public class NotSerializableTaskException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    private final String className;
    private final @Nullable String path;

    /**
     * @param className the class that is not serialisable
     * @param path where it was found, outermost first, for example {@code captured variable #1 of the lambda in
     *     app.Main.run → field app.Job.connection}; null when that is not known
     */
    public NotSerializableTaskException(
            String message, String className, @Nullable String path, @Nullable Throwable cause) {
        super(message, cause);
        this.className = className;
        this.path = path;
    }

    /** The class at fault. */
    public String className() {
        return className;
    }

    /** The way from what was passed to the object at fault; null when that is not known. */
    public @Nullable String path() {
        return path;
    }
}
