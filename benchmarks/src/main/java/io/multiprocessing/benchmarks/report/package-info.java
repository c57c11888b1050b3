/**
 * What a run of the suite found, as JSON, and what is made of that: a Markdown table and a chart. Knows nothing of how
 * it was measured. Begin with {@link io.multiprocessing.benchmarks.report.Report}.
 */
@NullMarked
package io.multiprocessing.benchmarks.report;

import org.jspecify.annotations.NullMarked;
