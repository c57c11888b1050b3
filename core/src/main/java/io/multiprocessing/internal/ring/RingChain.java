package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.memory.Region;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rings of a queue. Elements are placed in the newest; when that is full, or an element is larger than it, a newer and
 * larger one is begun at the same position, and the older ones go when they have been emptied. So memory follows need, and a
 * queue in its stride has one ring.
 *
 * <pre>
 *   granules   0            8192          24576                   tail
 *              +-- ring 0 --+-- ring 1 ---+-- ring 2 ---- ... ------+
 *                              ▲ head, in the take ring             newest ring
 * </pre>
 *
 * <p>A descriptor is filled in before its file is made, and named as the newest when it is whole: what a process leaves that
 * dies in between is known by its name.
 */
final class RingChain {
    /** A ring grows no larger than that unless for an element. */
    private static final int MOST_GRANULES = (16 << 20) / QueueLayout.GRANULE;

    private static final int GROWTH = 4;
    private static final int NAME_LENGTH = 25;

    /** Where the memory of rings comes from. */
    interface Regions {
        /** Tells {@code planned} the name before there is a file of it, and again if another has to be tried. */
        Region make(long byteSize, Consumer<RegionName> planned);

        RegionFile open(RegionName name);

        void remove(RegionName name);

        /** The name that {@link #make} gave, as the descriptor has kept it. */
        RegionName name(int place, String suffix, long byteSize);
    }

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final Regions regions;
    private final AtomicReferenceArray<@Nullable Ring> mapped = new AtomicReferenceArray<>(QueueLayout.MOST_RINGS);

    RingChain(Attachment attachment, Regions regions) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.regions = regions;
    }

    /** The maker's. */
    static void layOut(ByteBuffer memory) {
        int first = QueueLayout.descriptor(0);
        Words.storeInt(memory, first + QueueLayout.BASE, 0);
        Words.storeInt(memory, first + QueueLayout.GRANULES, QueueLayout.FIRST_RING_BYTES / QueueLayout.GRANULE);
    }

    int newest() {
        // SYNC POINT newest-ring (acquire)
        return Words.loadInt(memory, QueueLayout.NEWEST_RING);
    }

    private int base(int ring) {
        return Words.loadInt(memory, QueueLayout.descriptor(ring) + QueueLayout.BASE);
    }

    /** That of a number from the take ring to the newest. */
    Ring ring(int number) {
        Ring known = mapped.get(number & (QueueLayout.MOST_RINGS - 1));
        return known != null && known.number() == number ? known : map(number);
    }

    private Ring map(int number) {
        int descriptor = QueueLayout.descriptor(number);
        int granules = Words.loadInt(memory, descriptor + QueueLayout.GRANULES);
        RegionFile file = number == 0 ? attachment.file() : regions.open(name(descriptor, granules));
        Ring ring = Ring.of(number, file, number == 0 ? QueueLayout.FIRST_RING : RegionFile.HEADER_BYTES, base(number),
                granules);
        mapped.set(number & (QueueLayout.MOST_RINGS - 1), ring);
        return ring;
    }

    private RegionName name(int descriptor, int granules) {
        byte[] name = new byte[NAME_LENGTH];
        memory.get(descriptor + QueueLayout.NAME, name);
        return regions.name(Words.loadInt(memory, descriptor + QueueLayout.PLACE),
                new String(name, StandardCharsets.ISO_8859_1), (long) granules * QueueLayout.GRANULE);
    }

    // ---- for the holder of the put guard

    /** Begins a ring at {@code base} in which {@code wanted} granules fit; null when there are as many rings as can be. */
    @Nullable Ring grow(int base, int wanted) {
        int last = newest();
        int next = last + 1;
        if (next - Words.loadInt(memory, QueueLayout.TAKE_RING) >= QueueLayout.MOST_RINGS) {
            return null;
        }
        int granules = Math.max(Math.min(ring(last).granules() * GROWTH, MOST_GRANULES), ceilingPowerOfTwo(wanted));
        Region region = regions.make((long) granules * QueueLayout.GRANULE,
                name -> describe(next, name, base, granules));
        KillPoint.reach("queue.grow.made");
        // SYNC POINT newest-ring (release): who sees the number sees the descriptor.
        Words.storeInt(memory, QueueLayout.NEWEST_RING, next);
        Ring ring = Ring.of(next, region.file(), RegionFile.HEADER_BYTES, base, granules);
        mapped.set(next & (QueueLayout.MOST_RINGS - 1), ring);
        return ring;
    }

    private static int ceilingPowerOfTwo(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }

    private void describe(int ring, RegionName name, int base, int granules) {
        int descriptor = QueueLayout.descriptor(ring);
        Words.storeInt(memory, descriptor + QueueLayout.BASE, base);
        Words.storeInt(memory, descriptor + QueueLayout.GRANULES, granules);
        Words.storeInt(memory, descriptor + QueueLayout.PLACE, name.place());
        String suffix = name.suffix();
        if (suffix.length() != NAME_LENGTH) {
            throw new AssertionError(name.toString());
        }
        memory.put(descriptor + QueueLayout.NAME, suffix.getBytes(StandardCharsets.ISO_8859_1));
        KillPoint.reach("queue.grow.described");
    }

    /** Takes away the file of a ring that a dead holder of the put guard may have been about to begin. */
    void forgetUnfinished() {
        int next = newest() + 1;
        int descriptor = QueueLayout.descriptor(next);
        boolean isUsed = next - Words.loadInt(memory, QueueLayout.TAKE_RING) >= QueueLayout.MOST_RINGS;
        if (!isUsed && memory.get(descriptor + QueueLayout.NAME) != 0) {
            regions.remove(name(descriptor, Words.loadInt(memory, descriptor + QueueLayout.GRANULES)));
        }
    }

    // ---- for the holder of the take guard

    /** The ring that a position is in that is not before the take ring; gives up those that are before it. */
    Ring takeRing(int granule) {
        int current = Words.loadInt(memory, QueueLayout.TAKE_RING);
        int ring = ringOf(granule, current);
        if (ring != current) {
            Words.storeInt(memory, QueueLayout.TAKE_RING, ring);
            KillPoint.reach("queue.take.moved");
            for (int old = current; old != ring; old++) {
                retire(old);
            }
        }
        return ring(ring);
    }

    /** The number of the ring that a position is in, which is {@code from} or a newer one. */
    int ringOf(int granule, int from) {
        int ring = from;
        while (ring != newest() && granule - base(ring + 1) >= 0) {
            ring++;
        }
        return ring;
    }

    private void retire(int number) {
        mapped.set(number & (QueueLayout.MOST_RINGS - 1), null);
        if (number != 0) {
            int descriptor = QueueLayout.descriptor(number);
            regions.remove(name(descriptor, Words.loadInt(memory, descriptor + QueueLayout.GRANULES)));
        }
    }

    /** Takes away files that a dead holder of the take guard may have left. */
    void retireAgain() {
        int current = Words.loadInt(memory, QueueLayout.TAKE_RING);
        // The descriptor of an older one may have been used again.
        for (int old = Math.max(1, newest() - QueueLayout.MOST_RINGS + 1); old < current; old++) {
            retire(old);
        }
    }
}
