/**
 * Shows on standard error how downloads are getting on. Knows what the engine reports, nothing of processes.
 *
 * <p>On a terminal these are {@link io.multiprocessing.examples.download.show.BarDisplay live bars}, elsewhere {@link
 * io.multiprocessing.examples.download.show.LineDisplay plain lines}.
 */
@NullMarked
package io.multiprocessing.examples.download.show;

import org.jspecify.annotations.NullMarked;
