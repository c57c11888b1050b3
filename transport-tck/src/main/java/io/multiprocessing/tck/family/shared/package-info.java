/**
 * Tests of what processes share: queues, pipes and memory. {@code QueueContract}, {@code PipeContract} and {@code
 * MemoryContract} come first. Imports
 * the {@code harness}.
 */
@NullMarked
package io.multiprocessing.tck.family.shared;

import org.jspecify.annotations.NullMarked;
