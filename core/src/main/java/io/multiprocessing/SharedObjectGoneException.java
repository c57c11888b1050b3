package io.multiprocessing;

/**
 * A shared object can't be called any more: the process that it lived in has ended or closed its family, or nobody had
 * referred to the object for long enough that its owner gave it up. Whether a call that was under way has had its
 * effect is not known.
 */
public class SharedObjectGoneException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public SharedObjectGoneException(String message) {
        super(message);
    }
}
