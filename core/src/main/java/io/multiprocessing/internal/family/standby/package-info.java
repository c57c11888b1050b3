/**
 * Processes that are kept booted and idle, so that a start need not wait for a JVM: {@link
 * io.multiprocessing.internal.family.standby.Standbys} keeps them and hands them out, by the settings that they were
 * started with. Stands above {@code family}, which knows how to start one and how to give it its job.
 */
@NullMarked
package io.multiprocessing.internal.family.standby;

import org.jspecify.annotations.NullMarked;
