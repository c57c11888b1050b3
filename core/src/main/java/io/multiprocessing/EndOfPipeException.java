package io.multiprocessing;

/**
 * The other end of a {@link MessagePipe} was closed or its process died, and everything it had sent has been received.
 */
public class EndOfPipeException extends MultiprocessingException {
    private static final long serialVersionUID = 1;

    public EndOfPipeException(String message) {
        super(message);
    }
}
