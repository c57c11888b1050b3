package io.multiprocessing.tck;

import io.multiprocessing.spi.StandardPipes;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Stands in for a transport's {@link io.multiprocessing.spi.Transport#connect connect} in a child that means harm:
 * opens the channel to the parent as the transport does, with all that proves the child's identity, but leaves what is
 * written to the kit. Has a public constructor without arguments, and is used in a child process, where the test's own
 * classes are on the class path but no test runs.
 */
public interface RawChannel {
    /**
     * Connects to the parent.
     *
     * @param address what the parent's invitation said
     * @param pipes the child's standard pipes; meant for transports that use them
     * @return the stream on which the parent expects frames; the kit flushes it after writing
     */
    OutputStream connect(String address, StandardPipes pipes) throws IOException;
}
