/**
 * Fetches one URL into one file: what a worker process does. Redirects, resuming, retries and checks live here.
 *
 * <p>Begin with {@link io.multiprocessing.examples.download.fetch.Fetcher}, which goes on attempt by attempt; {@code
 * Attempt} is one exchange with the server, {@code PartFile} the file that grows. Knows the names, but neither
 * processes nor how progress is shown.
 */
@NullMarked
package io.multiprocessing.examples.download.fetch;

import org.jspecify.annotations.NullMarked;
