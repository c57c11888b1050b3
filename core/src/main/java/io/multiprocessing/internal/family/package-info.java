/**
 * The family: the processes that one {@code Multiprocessing} started, their children, and so on. Who is there, how they
 * are started, how their end is noticed and told to all.
 *
 * <p>Begin with {@link io.multiprocessing.internal.family.Member}, a process's place in its family, then {@link
 * io.multiprocessing.internal.family.Offspring}, a child seen from its parent. The rooms beside: {@code settings}, what
 * is decided before a process lives; {@code mail}, how frames find their way through the tree; {@code progress},
 * whether its members can still go on by themselves; {@code standby}, processes that are started before they are
 * needed; {@code child}, the same from inside. Imports the first three, {@code liveness}, {@code wire}, {@code launch},
 * {@code codec}, {@code output}, {@code death}, {@code spi} and the public exceptions; what the layers above want to
 * know they register as {@link io.multiprocessing.internal.family.mail.Mail} and {@link
 * io.multiprocessing.internal.family.mail.OffspringListener}.
 */
@NullMarked
package io.multiprocessing.internal.family;

import org.jspecify.annotations.NullMarked;
