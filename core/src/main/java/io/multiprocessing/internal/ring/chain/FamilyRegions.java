package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.Memories;
import io.multiprocessing.internal.memory.Region;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.RegionFile;
import java.util.function.Consumer;

/**
 * The memory of a family, for rings.
 *
 * @param owner with whom the rings go, whoever has made them
 */
public record FamilyRegions(Memories memories, MemberId owner) implements RingChain.Regions {
    /** For an object of {@code owner} that {@code user} uses. */
    public static FamilyRegions of(Member user, MemberId owner) {
        return new FamilyRegions(Memories.of(user), owner);
    }

    @Override
    public Region make(long byteSize, Consumer<RegionName> planned) {
        return memories.makeRegion(owner, RingLayout.RING_KIND, byteSize, planned);
    }

    @Override
    public RegionFile open(RegionName name) {
        return memories.openRegion(name, RingLayout.RING_KIND);
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
