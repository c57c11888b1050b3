/**
 * Whether a process still answers: heartbeats, and the judgement when they fail to come; and what the system says of
 * it, its memory included. Begin with {@link io.multiprocessing.internal.liveness.Vigil}. Imports {@code wire} only;
 * what it watches implements {@link io.multiprocessing.internal.liveness.Patient}.
 */
@NullMarked
package io.multiprocessing.internal.liveness;

import org.jspecify.annotations.NullMarked;
