package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.direct.DirectObjects.Made;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.Memories;
import io.multiprocessing.internal.memory.Region;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.RegionFile;
import java.util.function.Consumer;

/** Makes and opens queues in mapped memory. */
public final class DirectQueues {
    private DirectQueues() {}

    public static boolean arePossible(Member member) {
        return DirectObjects.of(member).isPossible();
    }

    /**
     * Makes a queue that lives in memory that this member made.
     *
     * @param capacity the most elements it holds
     * @param budget the most bytes it holds, headers included, unless a single element is larger
     * @throws io.multiprocessing.SharedMemoryException when there is no room for it
     */
    public static Made make(Member member, int capacity, long budget) {
        RingChain.Regions regions = new FamilyRegions(Memories.of(member), member.id());
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
    public static DirectQueue open(Reference reference, RegionName region, String name) throws AbsentException {
        RingChain.Regions regions = new FamilyRegions(Memories.of(reference.member()), reference.owner());
        return DirectObjects.of(reference.member())
                .open(reference, region, QueueLayout.KIND, DirectQueue.class,
                        attachment -> new DirectQueue(attachment, regions, name));
    }

    private record FamilyRegions(Memories memories, MemberId owner) implements RingChain.Regions {
        @Override
        public Region make(long byteSize, Consumer<RegionName> planned) {
            return memories.makeRegion(owner, QueueLayout.RING_KIND, byteSize, planned);
        }

        @Override
        public RegionFile open(RegionName name) {
            return memories.openRegion(name, QueueLayout.RING_KIND);
        }

        @Override
        public void remove(RegionName name) {
            memories.remove(name);
        }

        @Override
        public RegionName name(int place, String suffix, long byteSize) {
            return RegionName.named(owner, suffix, place, byteSize);
        }
    }
}
