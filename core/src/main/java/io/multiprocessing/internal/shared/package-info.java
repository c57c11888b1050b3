/**
 * Objects that all members of a family share. Each lives with the member that made it, where a {@link
 * io.multiprocessing.internal.call.Service} holds its state ({@code QueueHome}, {@code PipeHome}); everybody else, and the
 * maker's own code as well, uses it through a handle ({@code QueueHandle}, {@code PipeHandle}) that is serialised as the
 * owner's id and the object's number. Imports {@code call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.shared;

import org.jspecify.annotations.NullMarked;
