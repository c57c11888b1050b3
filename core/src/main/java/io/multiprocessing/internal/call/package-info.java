/**
 * Requests from any member of a family to objects that live in another: the caller waits for exactly one answer, the
 * owner's {@link io.multiprocessing.internal.call.Service} gives it at once or later, and the end of either side ends
 * the matter for the other. Begin with {@link io.multiprocessing.internal.call.Calls}. Imports {@code family} and
 * {@code wire}.
 */
@NullMarked
package io.multiprocessing.internal.call;

import org.jspecify.annotations.NullMarked;
