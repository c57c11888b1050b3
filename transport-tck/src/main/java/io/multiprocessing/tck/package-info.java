/**
 * The conformance kit of transports: begin with {@link io.multiprocessing.tck.TransportContract}, which a transport's
 * test class implements and so inherits every test. Each theme of the rules is an interface of its own.
 *
 * <p>Imports the SPI, JUnit, AssertJ and Awaitility; the machinery that starts child processes and lets them play a
 * part is in {@code internal}.
 */
@NullMarked
package io.multiprocessing.tck;

import org.jspecify.annotations.NullMarked;
