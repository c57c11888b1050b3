/** The transport "pipe": begin and end with {@link io.multiprocessing.ipc.pipe.PipeTransport}. Imports the SPI only. */
@NullMarked
package io.multiprocessing.ipc.pipe;

import org.jspecify.annotations.NullMarked;
