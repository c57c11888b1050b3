/**
 * What the JDK's Flight Recorder is told of pools, their tasks and workers, and of queues. Begin with {@link
 * io.multiprocessing.internal.flight.Flight}, which alone the others know: a Java without the module {@code jdk.jfr}
 * loads nothing else of this. Imports nothing internal.
 */
@NullMarked
package io.multiprocessing.internal.flight;

import org.jspecify.annotations.NullMarked;
