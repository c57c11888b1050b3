package io.multiprocessing;

/** The process that a shared object lived in has ended, or has left the family: nobody can use the object any more. */
public class SharedObjectGoneException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public SharedObjectGoneException(String message) {
        super(message);
    }
}
