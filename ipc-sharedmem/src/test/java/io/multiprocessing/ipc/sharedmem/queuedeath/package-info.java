/**
 * Deaths within the operations of queues in mapped memory. Begin with {@link
 * io.multiprocessing.ipc.sharedmem.queuedeath.QueueKillPointTest}.
 */
@NullMarked
package io.multiprocessing.ipc.sharedmem.queuedeath;

import org.jspecify.annotations.NullMarked;
