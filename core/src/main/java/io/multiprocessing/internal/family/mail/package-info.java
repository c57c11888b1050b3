/**
 * The way of frames through a member: {@link io.multiprocessing.internal.family.mail.Router} takes them from its
 * neighbours in the tree, hands on what is for others, and gives what is for this one to who registered as {@link
 * io.multiprocessing.internal.family.mail.Mail} or {@link io.multiprocessing.internal.family.mail.OffspringListener}.
 * Imports {@code liveness}, {@code wire} and {@code spi}; knows a child as a {@link
 * io.multiprocessing.internal.family.mail.Neighbour}, no more.
 */
@NullMarked
package io.multiprocessing.internal.family.mail;

import org.jspecify.annotations.NullMarked;
