/**
 * What {@code examples/download} shows when it is given no URL: the two classic demonstrations of parallel downloading,
 * against a server of its own that sends at a limited rate, on every transport.
 *
 * <p>Begin with {@link io.multiprocessing.examples.download.demo.Demonstration}.
 */
@NullMarked
package io.multiprocessing.examples.download.demo;

import org.jspecify.annotations.NullMarked;
