/**
 * What is known about a pool: what happens in it is counted, and told to listeners and to the Flight Recorder. Begin
 * with {@link io.multiprocessing.internal.pool.report.Chronicle}. Imports {@code flight}.
 */
@NullMarked
package io.multiprocessing.internal.pool.report;

import org.jspecify.annotations.NullMarked;
