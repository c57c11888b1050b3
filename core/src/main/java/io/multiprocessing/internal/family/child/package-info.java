/**
 * What a child does: {@link io.multiprocessing.internal.family.child.ChildMain} is where its JVM begins, {@code
 * Farewell} how it takes its leave, {@link io.multiprocessing.internal.family.child.Rehearsal} a program that loads
 * what it loads. Stands above {@code family}, which starts it by name. What is between the JVM's start and the user's
 * first line is kept small on purpose: before you add something here, measure it.
 */
@NullMarked
package io.multiprocessing.internal.family.child;

import org.jspecify.annotations.NullMarked;
