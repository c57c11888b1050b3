/**
 * What the family tests stand on: begin with {@link io.multiprocessing.tck.family.harness.FamilyUnderTest}. The family
 * that a test class shares, programs that open a family and are run as processes of their own, calls that are to block,
 * classes that only children know. Imports the public API, JUnit and Awaitility.
 */
@NullMarked
package io.multiprocessing.tck.family.harness;

import org.jspecify.annotations.NullMarked;
