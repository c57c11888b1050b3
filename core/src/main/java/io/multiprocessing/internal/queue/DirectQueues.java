package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.direct.DirectObjects.Made;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.ring.chain.FamilyRegions;
import io.multiprocessing.spi.RegionFile;

/** Makes and opens queues in mapped memory. */
final class DirectQueues {
    private DirectQueues() {}

    static boolean arePossible(Member member) {
        return DirectObjects.of(member).isPossible();
    }

    /**
     * Makes a queue that lives in memory that this member made.
     *
     * @param capacity the most elements it holds
     * @param budget the most bytes it holds, headers included, unless a single element is larger
     * @throws io.multiprocessing.SharedMemoryException when there is no room for it
     */
    static Made make(Member member, int capacity, long budget) {
        FamilyRegions regions = FamilyRegions.of(member, member.id());
        return DirectObjects.of(member)
                .make(QueueLayout.KIND, QueueLayout.BYTES - RegionFile.HEADER_BYTES, attachment -> {
                    DirectQueue.layOut(attachment.memory(), capacity, budget);
                    return new DirectQueue(attachment, regions, "A SharedQueue");
                }, (own, queue) -> new DirectQueueHome(own, member.id(), queue));
    }

    /**
     * The queue that a member has made.
     *
     * @throws AbsentException when it or its maker has ended
     */
    static DirectQueue open(Reference reference, RegionName region, String name) throws AbsentException {
        FamilyRegions regions = FamilyRegions.of(reference.member(), reference.owner());
        return DirectObjects.of(reference.member())
                .open(reference, region, QueueLayout.KIND, DirectQueue.class,
                        attachment -> new DirectQueue(attachment, regions, name));
    }
}
