/**
 * Tests of processes that stand by: that starts and pools take them ({@code StandbyContract}), and that nobody notices
 * when they die ({@code StandbyDeathContract}). Imports the {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.standby;

import org.jspecify.annotations.NullMarked;
