/**
 * The parallel downloader: {@code examples/download}. A program that people can use, and that shows what the library is
 * for: each worker process fetches files, a shared queue brings their progress to the parent, who shows it.
 *
 * <p>Begin with {@link io.multiprocessing.examples.download.Download}, the command line, then {@link
 * io.multiprocessing.examples.download.Run}, which hands out the work, and {@link
 * io.multiprocessing.examples.download.ProcessCrew}, where it meets the processes. What a worker does is the package
 * {@code fetch}.
 */
@NullMarked
package io.multiprocessing.examples.download;

import org.jspecify.annotations.NullMarked;
