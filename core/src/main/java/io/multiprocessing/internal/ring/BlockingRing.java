package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Bell;
import io.multiprocessing.internal.direct.Guard;
import io.multiprocessing.internal.direct.KillPoint;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.ring.chain.Element;
import io.multiprocessing.internal.ring.chain.HeadSide;
import io.multiprocessing.internal.ring.chain.Payload;
import io.multiprocessing.internal.ring.chain.Position;
import io.multiprocessing.internal.ring.chain.Reader;
import io.multiprocessing.internal.ring.chain.RingChain;
import io.multiprocessing.internal.ring.chain.RingLayout;
import io.multiprocessing.internal.ring.chain.RingWords;
import io.multiprocessing.internal.ring.chain.Source;
import io.multiprocessing.internal.ring.chain.TailSide;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where elements pass from those who place them to those who take them, as one process uses it. Two guards, one for
 * each side, around a chain of rings; {@code tail} and {@code head} are moved by one store each.
 *
 * <pre>
 *   put                                       take
 *   acquire the put guard                     acquire the take guard
 *   room? write the element behind tail       element at head? copy it
 *   tail = behind it                          head = behind it
 *   release, ring for items                   release, ring for room
 * </pre>
 *
 * <p>A producer that dies before it has stored tail has placed nothing, a consumer that dies before it has stored head
 * has taken nothing; what else a holder of a guard leaves half done, the object's home sets right: see {@link
 * RingUpkeep#recoverFrom}.
 *
 * <p>Safe for use by several threads. Interrupts end only waits that are said to be interruptible.
 */
public final class BlockingRing {
    private final RingWords words;
    private final RingChain rings;
    private final TailSide tailSide;
    private final HeadSide headSide;
    private final Ending ending;
    private final RingWaits waits;
    private final RingUpkeep upkeep;
    private final Guard putGuard;
    private final Guard takeGuard;
    private final Bell items;
    private final Bell room;
    private final BooleanSupplier isWorthTaking;

    /**
     * @param base where the words begin that are drawn in {@link RingLayout}
     * @param firstRing where the first ring begins
     * @param name of the object, for messages
     */
    public BlockingRing(Attachment attachment, int base, int firstRing, RingChain.Regions regions, Ending ending,
            String name) {
        this.words = new RingWords(attachment.memory(), base);
        this.rings = new RingChain(attachment, words, firstRing, regions);
        this.tailSide = new TailSide(words, rings);
        this.headSide = new HeadSide(words, rings, name);
        this.ending = ending;
        this.waits = new RingWaits(attachment, ending);
        this.putGuard = new Guard(attachment, base + RingLayout.PUT_GUARD);
        this.takeGuard = new Guard(attachment, base + RingLayout.TAKE_GUARD);
        this.items = new Bell(attachment, base + RingLayout.ITEMS_BELL);
        this.room = new Bell(attachment, base + RingLayout.ROOM_BELL);
        this.upkeep = new RingUpkeep(putGuard, takeGuard, items, room, rings, headSide);
        this.isWorthTaking = () -> words.hasElements() || isOver();
    }

    /**
     * The maker's, before anybody uses the memory.
     *
     * @param firstRingBytes a power of two
     * @param capacity the most elements it holds
     * @param budget the most bytes it holds, headers included, unless a single element is larger
     */
    public static void layOut(ByteBuffer memory, int base, int firstRingBytes, int capacity, long budget) {
        RingWords words = new RingWords(memory, base);
        RingChain.layOut(words, firstRingBytes);
        words.storeLimits(capacity, budget);
    }

    /** For waits at other bells of the same object. */
    public RingWaits waits() {
        return waits;
    }

    /** For the object that this is a ring of. */
    public RingUpkeep upkeep() {
        return upkeep;
    }

    // ---- placing

    /** Places an element if that takes no waiting: neither for room nor for somebody else. Allocates nothing. */
    public <V> boolean tryPut(Source<V> source, V value, int length) {
        waits.requirePresent();
        if (!putGuard.tryAcquire()) {
            return false;
        }
        boolean isPlaced = false;
        try {
            requireOpen();
            isPlaced = tailSide.place(source, value, length);
        } finally {
            putGuard.release();
            items.ringFenced();
        }
        if (isPlaced) {
            room.ringFenced();
        }
        return isPlaced;
    }

    /** For the holder of the put guard. */
    private void requireOpen() {
        if (ending.isClosed()) {
            throw ending.closed();
        }
        KillPoint.reach("ring.put.guarded");
    }

    /**
     * Places an element, waiting for room as long as patience lasts.
     *
     * @return false when there was no room in that time
     */
    public boolean put(Payload<?> element, Patience patience) throws InterruptedException {
        return putAll(List.of(element), patience) == 1;
    }

    /** Places elements in one go, waiting for room for the first of them; returns how many had room. */
    public int putAll(List<? extends Payload<?>> elements, Patience patience) throws InterruptedException {
        boolean wasWoken = false;
        int placed = 0;
        try {
            while (waits.acquire(putGuard, patience)) {
                long headSeen;
                int removedSeen;
                int takeRingSeen;
                try {
                    requireOpen();
                    removedSeen = words.removed();
                    takeRingSeen = rings.takeRing();
                    placed = tailSide.place(elements);
                    headSeen = tailSide.knownHead();
                } finally {
                    putGuard.release();
                    // Also when it throws: a part may have been placed.
                    items.ringFenced();
                }
                if (placed > 0) {
                    room.ringFenced();
                    return placed;
                }
                if (wasWoken) {
                    // There may be room for another one's smaller element.
                    room.ringFenced();
                }
                // A ring that was emptied makes room a moment after head has passed it.
                BooleanSupplier isWorthTrying = () -> words.head() != headSeen || words.removed() != removedSeen
                        || rings.takeRing() != takeRingSeen || ending.isClosed();
                if (patience.isNone() || !waits.await(room, isWorthTrying, patience)) {
                    return 0;
                }
                wasWoken = true;
            }
            return 0;
        } finally {
            if (wasWoken && placed == 0) {
                // The ring that woke this thread was for one who places something.
                room.ring();
            }
        }
    }

    // ---- taking

    /**
     * Takes the first element if that takes no waiting: neither for one nor for somebody else. Allocates nothing but
     * what the reader does.
     *
     * @return what the reader made of it; null when nothing was taken
     */
    public <P> @Nullable Object tryTake(Reader<P> reader, P given) {
        return isTakeable() && acquiredForTaking() ? takeFirst(reader, given) : null;
    }

    private boolean isTakeable() {
        return words.hasElements() && !ending.isDiscarded();
    }

    private boolean acquiredForTaking() {
        waits.requirePresent();
        return takeGuard.tryAcquire();
    }

    /**
     * Takes the first element, waiting for one as long as patience lasts. Other consumers wait while the reader is at
     * it.
     *
     * @return what the reader made of it; null when there was no element in that time
     */
    public <P> @Nullable Object take(Reader<P> reader, P given, Patience patience) throws InterruptedException {
        Object taken = null;
        boolean wasWoken = false;
        try {
            while (taken == null) {
                // Looked at first: what is placed before it is over is still taken.
                boolean wasOver = isOver();
                if (isTakeable()) {
                    if (!waits.acquire(takeGuard, patience)) {
                        return null;
                    }
                    taken = takeFirst(reader, given);
                } else if (wasOver) {
                    throw ending.closed();
                } else {
                    waits.requirePresent();
                    if (patience.isNone() || !waits.await(items, isWorthTaking, patience)) {
                        return null;
                    }
                    wasWoken = true;
                }
            }
            return taken;
        } finally {
            if (wasWoken && taken == null) {
                // The ring that woke this thread was for one who takes something.
                items.ring();
            }
        }
    }

    /** For the holder of the take guard, which is released. */
    private <P> @Nullable Object takeFirst(Reader<P> reader, P given) {
        try {
            KillPoint.reach("ring.take.guarded");
            return headSide.takeFirst(reader, given);
        } finally {
            takeGuard.release();
            // Also when nothing was taken: head may have passed what had been removed.
            tellTaken();
        }
    }

    /** A full fence, that of the guard's release, lies before this. */
    private void tellTaken() {
        room.ringFenced();
        if (words.hasElements()) {
            items.ringFenced();
        }
    }

    /**
     * Takes up to {@code most} elements, in steps of one store of head each; none when there is none.
     *
     * @param sink gets them in their order, not under the guard
     */
    public int drain(int most, Consumer<Element> sink) {
        boolean wasOver = isOver();
        waits.requirePresent();
        int drained = 0;
        while (drained < most && words.hasElements()) {
            int wanted = most - drained;
            List<Element> taken = waits.guarded(takeGuard, () -> headSide.takeSome(wanted));
            tellTaken();
            taken.forEach(sink);
            drained += taken.size();
        }
        if (drained == 0 && wasOver) {
            throw ending.closed();
        }
        return drained;
    }

    // ---- looking, and taking out of the middle

    /** The first element, which stays; null when there is none. */
    public @Nullable Element peek() {
        boolean wasOver = isOver();
        List<Element> first = waits.guarded(takeGuard, () -> headSide.copy(1));
        if (first.isEmpty() && wasOver) {
            throw ending.closed();
        }
        return first.isEmpty() ? null : first.getFirst();
    }

    /** Copies of all elements, which stay. */
    public List<Element> snapshot() {
        return waits.guarded(takeGuard, () -> headSide.copy(Integer.MAX_VALUE));
    }

    /** Takes out the element of that {@link Element#number}; false when it has been taken. */
    public boolean remove(int number) {
        boolean isRemoved = waits.guarded(takeGuard, () -> headSide.remove(number));
        room.ringFenced();
        return isRemoved;
    }

    public void clear() {
        waits.guarded(takeGuard, () -> {
            headSide.clear();
            return true;
        });
        room.ringFenced();
    }

    public int size() {
        waits.requirePresent();
        while (true) {
            long head = words.head();
            int removed = words.removed();
            int size = Position.elements(words.tail()) - Position.elements(head) - removed;
            if (head == words.head() && removed == words.removed()) {
                return Math.max(0, size);
            }
        }
    }

    public int remainingCapacity() {
        int size = size();
        return tailSide.capacity() == Integer.MAX_VALUE ? Integer.MAX_VALUE : tailSide.capacity() - size;
    }

    // ---- the end

    /** Whether nothing can be placed any more. */
    public boolean isClosed() {
        return ending.isClosed();
    }

    /**
     * Whether nothing will be placed any more: it is closed, and nobody is in the middle of placing something that he
     * began before.
     *
     * <pre>
     *   who places                        who closes        who takes
     *   acquire the put guard             closed = 1        closed == 1?
     *   closed == 1? then don't                             the put guard is free?
     *   tail = behind the element                           head == tail? then that was all
     *   release the put guard
     * </pre>
     *
     * <p>Who acquires the guard after it was seen free sees that it is closed, which was seen before.
     */
    private boolean isOver() {
        if (!ending.isClosed()) {
            return false;
        }
        // SYNC POINT end-closed
        VarHandle.fullFence();
        return ending.isDiscarded() || putGuard.isFree();
    }

    /** Whether who takes something would get it, or be told of the end, at once. */
    public boolean isReady() {
        boolean wasOver = isOver();
        return words.hasElements() || wasOver;
    }

    /** How many were ever placed, modulo 2^32. */
    public int countPlaced() {
        return Position.elements(words.tail());
    }
}
