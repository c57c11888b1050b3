package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.SharedMemoryException;
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
 * The rings that elements pass through, one after the other. Elements are placed in the newest; when that is full, or
 * an element is larger than it, a newer and larger one is begun at the same position, and the older ones go when they
 * have been emptied. So memory follows need, and in its stride there is one ring.
 *
 * <pre>
 *   granules   0            8192          24576                   tail
 *              +-- ring 0 --+-- ring 1 ---+-- ring 2 ---- ... ------+
 *                              ▲ head, in the take ring             newest ring
 * </pre>
 *
 * <p>A descriptor is filled in before its file is made, and named as the newest when it is whole: what a process leaves
 * that dies in between is known by its name. An emptied ring's file is removed before the take ring moves past it: only
 * then may its descriptor be used again, so there is no moment at which a name in use could be taken for an old one.
 */
public final class RingChain {
    /** A ring grows no larger than that unless for an element. */
    private static final int MOST_GRANULES = (16 << 20) / RingLayout.GRANULE;

    private static final int GROWTH = 4;
    private static final int NAME_LENGTH = 25;

    /** Where the memory of rings comes from. */
    public interface Regions {
        /** Tells {@code planned} the name before there is a file of it, and again if another has to be tried. */
        Region make(long byteSize, Consumer<RegionName> planned);

        RegionFile open(RegionName name);

        void remove(RegionName name);

        /** The name that {@link #make} gave, as the descriptor has kept it. */
        RegionName name(int place, String suffix, long byteSize);
    }

    private final Attachment attachment;
    private final ByteBuffer memory;
    private final RingWords words;
    private final int firstRing;
    private final Regions regions;
    private final AtomicReferenceArray<@Nullable Ring> mapped = new AtomicReferenceArray<>(RingLayout.MOST_RINGS);

    /** @param firstRing where ring 0 is in the object's region */
    public RingChain(Attachment attachment, RingWords words, int firstRing, Regions regions) {
        this.attachment = attachment;
        this.memory = attachment.memory();
        this.words = words;
        this.firstRing = firstRing;
        this.regions = regions;
    }

    /** The maker's. */
    public static void layOut(RingWords words, int firstRingBytes) {
        int first = words.descriptor(0);
        Words.storeInt(words.memory(), first + RingLayout.BASE, 0);
        Words.storeInt(words.memory(), first + RingLayout.GRANULES, firstRingBytes / RingLayout.GRANULE);
    }

    int newest() {
        return words.newestRing();
    }

    /** The number of the one that elements are taken from. */
    public int takeRing() {
        return words.takeRing();
    }

    /** Whether elements are taken from that ring already, rather than from an older one. */
    boolean isTakenFrom(Ring ring) {
        return ring.number() == takeRing();
    }

    private int base(int ring) {
        return Words.loadInt(memory, words.descriptor(ring) + RingLayout.BASE);
    }

    /** That of a number from the take ring to the newest. */
    Ring ring(int number) {
        Ring known = mapped.get(number & (RingLayout.MOST_RINGS - 1));
        return known != null && known.number() == number ? known : map(number);
    }

    private Ring map(int number) {
        int descriptor = words.descriptor(number);
        int granules = Words.loadInt(memory, descriptor + RingLayout.GRANULES);
        RegionFile file = number == 0 ? attachment.file() : regions.open(name(descriptor, granules));
        Ring ring = Ring.of(number, file, number == 0 ? firstRing : RegionFile.HEADER_BYTES, base(number),
                granules);
        forgetOlder();
        mapped.set(number & (RingLayout.MOST_RINGS - 1), ring);
        return ring;
    }

    /** Lets go of memory that was emptied, maybe by others: nobody looks at it again. */
    private void forgetOlder() {
        int current = takeRing();
        for (int i = 0; i < mapped.length(); i++) {
            Ring known = mapped.get(i);
            if (known != null && known.number() - current < 0) {
                mapped.compareAndSet(i, known, null);
            }
        }
    }

    private RegionName name(int descriptor, int granules) {
        byte[] name = new byte[NAME_LENGTH];
        memory.get(descriptor + RingLayout.NAME, name);
        return regions.name(Words.loadInt(memory, descriptor + RingLayout.PLACE),
                new String(name, StandardCharsets.ISO_8859_1), (long) granules * RingLayout.GRANULE);
    }

    // ---- for the holder of the put guard

    /**
     * Begins a ring at {@code base}, which is the tail that all see, in which {@code wanted} granules fit; null when
     * there are as many rings as can be.
     */
    @Nullable Ring grow(int base, int wanted) {
        int last = newest();
        int next = last + 1;
        if (next - takeRing() >= RingLayout.MOST_RINGS) {
            return null;
        }
        int granules = Math.max(Math.min(ring(last).granules() * GROWTH, MOST_GRANULES), ceilingPowerOfTwo(wanted));
        Region region = regions.make((long) granules * RingLayout.GRANULE,
                name -> describe(next, name, base, granules));
        KillPoint.reach("ring.grow.made");
        words.storeNewestRing(next);
        KillPoint.reach("ring.grow.published");
        forgetOlder();
        Ring ring = Ring.of(next, region.file(), RegionFile.HEADER_BYTES, base, granules);
        mapped.set(next & (RingLayout.MOST_RINGS - 1), ring);
        return ring;
    }

    private static int ceilingPowerOfTwo(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }

    private void describe(int ring, RegionName name, int base, int granules) {
        int descriptor = words.descriptor(ring);
        // A full fence: until it is whole again, the name means nothing.
        Words.getAndSetInt(memory, descriptor + RingLayout.NAMED, 0);
        Words.storeInt(memory, descriptor + RingLayout.BASE, base);
        Words.storeInt(memory, descriptor + RingLayout.GRANULES, granules);
        Words.storeInt(memory, descriptor + RingLayout.PLACE, name.place());
        KillPoint.reach("ring.grow.describing");
        String suffix = name.suffix();
        if (suffix.length() != NAME_LENGTH) {
            throw new AssertionError(name.toString());
        }
        memory.put(descriptor + RingLayout.NAME, suffix.getBytes(StandardCharsets.ISO_8859_1));
        // SYNC POINT ring-named (release)
        Words.storeInt(memory, descriptor + RingLayout.NAMED, 1);
        KillPoint.reach("ring.grow.described");
    }

    /** Takes away the file of a ring that a dead holder of the put guard may have been about to begin. */
    public void forgetUnfinished() {
        int next = newest() + 1;
        int descriptor = words.descriptor(next);
        boolean isUsed = next - takeRing() >= RingLayout.MOST_RINGS;
        // SYNC POINT ring-named (acquire)
        if (!isUsed && Words.loadInt(memory, descriptor + RingLayout.NAMED) != 0) {
            remove(descriptor);
        }
    }

    // ---- for the holder of the take guard

    /** The ring that a position is in, at or behind head; gives up those that are before it. */
    Ring takeRing(int granule) {
        return ring(advance(granule));
    }

    /**
     * Makes the ring that a position is in the take ring, and removes the files of those before it. Also the repair of
     * what a dead holder of the guard left half done.
     *
     * @param granule of head, which was stored: nothing before it is looked at any more
     * @return the number of that ring
     */
    int advance(int granule) {
        int current = takeRing();
        int ring = ringOf(granule, current);
        if (ring != current) {
            KillPoint.reach("ring.move.begun");
            for (int old = current; old != ring; old++) {
                retire(old);
            }
            KillPoint.reach("ring.move.removed");
            words.storeTakeRing(ring);
            KillPoint.reach("ring.move.published");
            forgetOlder();
        }
        return ring;
    }

    /** The number of the ring that a position is in, which is {@code from} or a newer one. */
    int ringOf(int granule, int from) {
        int ring = from;
        while (ring != newest() && granule - base(ring + 1) >= 0) {
            ring++;
        }
        return ring;
    }

    /** For the holder of the take guard, when nobody will place an element any more, or look at one. */
    public void removeAll() {
        for (int ring = takeRing(); ring != newest() + 1; ring++) {
            retire(ring);
        }
    }

    private void retire(int number) {
        if (number != 0) {
            remove(words.descriptor(number));
        }
    }

    private void remove(int descriptor) {
        try {
            regions.remove(name(descriptor, Words.loadInt(memory, descriptor + RingLayout.GRANULES)));
        } catch (SharedMemoryException e) {
            // An element has been taken, or a dead process's guard is to be released: what may not fail for a file that
            // its directory's remover removes.
        }
    }
}
