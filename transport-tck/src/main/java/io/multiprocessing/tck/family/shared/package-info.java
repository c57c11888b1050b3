/**
 * Tests of what processes share: queues and pipes. {@code QueueContract} and {@code PipeContract} come first. Imports
 * the {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.shared;

import org.jspecify.annotations.NullMarked;
