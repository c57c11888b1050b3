/**
 * Finds out how a process ended: from its exit value, its last word, its error output, the JVM's crash log and the
 * system's count of out-of-memory kills. Begin with {@link io.multiprocessing.internal.death.PostMortem}. Imports the
 * public types only.
 */
@NullMarked
package io.multiprocessing.internal.death;

import org.jspecify.annotations.NullMarked;
