/**
 * The conformance kit of families: tests of all that a user sees, over a transport that is chosen by its name. Begin with
 * {@link io.multiprocessing.tck.family.FamilyContract}, which a transport's test class implements and so inherits every
 * test. Each theme is an interface of its own.
 *
 * <p>Imports the public API, JUnit, AssertJ and Awaitility.
 */
@NullMarked
package io.multiprocessing.tck.family;

import org.jspecify.annotations.NullMarked;
