/**
 * Whether the members of a family can still go on by themselves: what one that is being closed has to know of the
 * others. {@link io.multiprocessing.internal.family.progress.Waiting} is told by all who wait in a member, {@link
 * io.multiprocessing.internal.family.progress.Progress} asks it throughout the tree. Imports {@code mail}, {@code
 * wire}.
 */
@NullMarked
package io.multiprocessing.internal.family.progress;

import org.jspecify.annotations.NullMarked;
