package io.multiprocessing;

/** The queue was closed, or the process that it lived in has ended. */
public class QueueClosedException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public QueueClosedException(String message) {
        super(message);
    }
}
