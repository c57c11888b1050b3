/**
 * What a downloaded file is called. Whatever a URL or a server says, a name made here is one harmless path segment.
 * Knows nothing of HTTP or processes; begin with {@link io.multiprocessing.examples.download.names.FileNames}.
 */
@NullMarked
package io.multiprocessing.examples.download.names;

import org.jspecify.annotations.NullMarked;
