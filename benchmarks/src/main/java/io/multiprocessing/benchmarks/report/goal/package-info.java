/**
 * What the figures of a report should be, and whether they are. {@link io.multiprocessing.benchmarks.report.goal.Goals}
 * lists them.
 */
@NullMarked
package io.multiprocessing.benchmarks.report.goal;

import org.jspecify.annotations.NullMarked;
