/**
 * Queues. One lives in memory that all members map, where their transport lets them wait for each other there; else with the
 * member that made it, whose {@code QueueHome} everybody asks, but for a child that puts much and alone, which has room
 * leased ({@code call.lease}). Begin with {@link io.multiprocessing.internal.queue.QueueHandle}: a queue as its users see
 * it, which is serialised as the owner's id and the object's number. Imports {@code ring}, {@code call} and {@code family}.
 */
@NullMarked
package io.multiprocessing.internal.queue;

import org.jspecify.annotations.NullMarked;
