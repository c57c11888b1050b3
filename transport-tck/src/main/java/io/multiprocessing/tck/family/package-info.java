/**
 * The conformance kit of families: tests of all that a user sees, over a transport that is chosen by its name. Begin
 * with {@link io.multiprocessing.tck.family.FamilyContract}, which a transport's test class implements and so inherits
 * every test. Each theme is an interface of its own: those of processes are in {@code child}, of those that stand by in
 * {@code standby}, of pools in {@code pool}, of queues and pipes in {@code shared}, what concerns them all stands here.
 *
 * <p>Imports the public API, JUnit, AssertJ and Awaitility, and its own {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family;

import org.jspecify.annotations.NullMarked;
