/**
 * What was chosen for a pool, as values that know their rules. Begin with {@link
 * io.multiprocessing.internal.pool.policy.PoolSettings}. Imports nothing internal.
 */
@NullMarked
package io.multiprocessing.internal.pool.policy;

import org.jspecify.annotations.NullMarked;
