/**
 * Deaths within the operations of pipes in mapped memory. Begin with {@link
 * io.multiprocessing.ipc.sharedmem.pipedeath.PipeKillPointTest}.
 */
@NullMarked
package io.multiprocessing.ipc.sharedmem.pipedeath;

import org.jspecify.annotations.NullMarked;
