/**
 * Deaths within the operations of locks, conditions, semaphores, barriers and events in mapped memory. Begin with
 * {@link io.multiprocessing.ipc.sharedmem.lockdeath.LockKillPointTest}.
 */
@NullMarked
package io.multiprocessing.ipc.sharedmem.lockdeath;

import org.jspecify.annotations.NullMarked;
