/**
 * A transport whose links stay within one JVM: for the kit's own tests, and for trying out and debugging in one process
 * what is meant for several. Begin with {@link io.multiprocessing.tck.loopback.LoopbackTransport}. Imports the SPI
 * only.
 */
@NullMarked
package io.multiprocessing.tck.loopback;

import org.jspecify.annotations.NullMarked;
