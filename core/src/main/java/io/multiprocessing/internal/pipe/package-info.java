/**
 * Pipes. Each lives with the member that made it, where {@code PipeHome} holds its state. Everybody else, and the maker's
 * own code as well, uses it and its ends through handles that are serialised as the owner's id and the object's number:
 * begin with {@link io.multiprocessing.internal.pipe.PipeHandle}. Imports {@code call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.pipe;

import org.jspecify.annotations.NullMarked;
