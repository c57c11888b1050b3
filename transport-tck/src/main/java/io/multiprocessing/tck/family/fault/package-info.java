/**
 * Tests of faults that come from outside of what the other contracts are about: native code, signals to the whole
 * program, and the limits of the system. {@code docs/faults.md} lists all faults and who tests them. Imports the {@code
 * harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.fault;

import org.jspecify.annotations.NullMarked;
