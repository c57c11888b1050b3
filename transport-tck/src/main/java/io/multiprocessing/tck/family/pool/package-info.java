/**
 * Tests of pools: tasks one at a time ({@code PoolContract}) and in numbers, workers, and all that may end one of
 * these. Imports the {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.pool;

import org.jspecify.annotations.NullMarked;
