/**
 * Helpers of the family tests: the family that a test class shares, programs that open a family and are run as processes of
 * their own, what is left behind. Imports the public API, JUnit and Awaitility.
 */
@NullMarked
package io.multiprocessing.tck.family.internal;

import org.jspecify.annotations.NullMarked;
