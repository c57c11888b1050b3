/**
 * Pipes. One lives in memory that all members map, where their transport lets them wait for each other there ({@code
 * DirectPipe}); else with the member that made it ({@code PipeHome}). Everybody uses it and its ends through handles
 * that are serialised as the owner's id and the object's number: begin with {@link
 * io.multiprocessing.internal.pipe.PipeHandle}, and in memory with {@code PipeLayout}. Imports {@code ring}, {@code
 * direct}, {@code call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.pipe;

import org.jspecify.annotations.NullMarked;
