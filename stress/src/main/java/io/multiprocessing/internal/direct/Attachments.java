package io.multiprocessing.internal.direct;

import io.multiprocessing.internal.family.Waiting;
import io.multiprocessing.ipc.sharedmem.SharedMemoryTransport;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.WordWait;

/** Parts that several processes would have in one region, all in this one. */
public final class Attachments {
    private static final WordWait WORDS = new SharedMemoryTransport().wordWait().orElseThrow();

    private Attachments() {}

    /** @param slot by which the region's words are marked; no two may have the same that may hold the same guard */
    public static Attachment of(RegionFile region, int slot) {
        return new Attachment(region, slot, WORDS, new Waiting());
    }
}
