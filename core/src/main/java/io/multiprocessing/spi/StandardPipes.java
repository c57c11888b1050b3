package io.multiprocessing.spi;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * The anonymous pipes that every child is born with, for a transport whose {@link Transport#usesStandardPipes} is true.
 *
 * <p>In the parent these are the child's standard input and output as {@link java.lang.Process} gives them; in the
 * child, the same pipes, which were moved away from descriptors 0 and 1 before Java started, so that neither {@code
 * System.out} nor native code can write into the protocol. Neither stream is buffered.
 *
 * @param in what the other process sends
 * @param out what the other process receives
 */
public record StandardPipes(InputStream in, OutputStream out) {}
