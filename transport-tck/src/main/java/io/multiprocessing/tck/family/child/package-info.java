/**
 * Tests of processes: how they begin ({@code ChildStartContract}), what they are ({@code ChildProcessContract}, {@code
 * ChildKinshipContract}) and how they end. Imports the {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.child;

import org.jspecify.annotations.NullMarked;
