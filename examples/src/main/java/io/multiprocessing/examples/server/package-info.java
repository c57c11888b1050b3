/** A local HTTP server that the samples and the demonstration download from, so that they need no network. */
@NullMarked
package io.multiprocessing.examples.server;

import org.jspecify.annotations.NullMarked;
