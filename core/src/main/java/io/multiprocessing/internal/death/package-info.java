/**
 * Ends processes, and finds out how they ended: from the exit value, the last word, the error output, the JVM's crash
 * log and the system's count of out-of-memory kills. Begin with {@link io.multiprocessing.internal.death.OsProcess},
 * then {@link io.multiprocessing.internal.death.PostMortem}. Imports the public types only.
 */
@NullMarked
package io.multiprocessing.internal.death;

import org.jspecify.annotations.NullMarked;
