/**
 * What is known about a pool: what happens in it is counted, and told to listeners. Begin with {@link
 * io.multiprocessing.internal.pool.report.Chronicle}. Imports nothing internal.
 */
@NullMarked
package io.multiprocessing.internal.pool.report;

import org.jspecify.annotations.NullMarked;
