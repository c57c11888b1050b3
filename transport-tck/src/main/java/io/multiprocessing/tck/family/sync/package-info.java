/**
 * Tests of locks, conditions, semaphores, events, latches and barriers, in the manner of the JDK's own tests of their
 * counterparts, and under death. Imports the {@code harness} and {@code shared}'s places.
 */
@NullMarked
package io.multiprocessing.tck.family.sync;

import org.jspecify.annotations.NullMarked;
