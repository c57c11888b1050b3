/** What ours is compared with outside this JVM: a bare JVM, and Python's multiprocessing. */
@NullMarked
package io.multiprocessing.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
