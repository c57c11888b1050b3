/**
 * How a child JVM comes to be: its command line, the shell shim that moves the protocol away from descriptors 0 and 1,
 * and the block on its standard input that tells it how to connect. Knows {@code spi}, nothing above it.
 */
@NullMarked
package io.multiprocessing.internal.launch;

import org.jspecify.annotations.NullMarked;
