package io.multiprocessing.internal.ring.chain;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.direct.KillPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the holder of the take guard does: elements from head to tail. {@code removed} is stored before head moves, the
 * take ring after; both can be found out again from head and what lies between it and tail.
 */
public final class HeadSide {
    /** Elements taken by one store of head stay below this together, unless the first alone is larger. */
    private static final int BATCH_BYTES = 1 << 20;

    private final RingWords words;
    private final RingChain rings;
    private final String name;

    public HeadSide(RingWords words, RingChain rings, String name) {
        this.words = words;
        this.rings = rings;
        this.name = name;
    }

    /** Takes the first element and returns what the reader made of it; null when there is none. */
    public <P> @Nullable Object takeFirst(Reader<P> reader, P given) {
        long head = skipRemoved();
        if (head == words.tail()) {
            return null;
        }
        Ring ring = rings.takeRing(Position.granule(head));
        int at = ring.offsetOf(Position.granule(head));
        int granules = RingLayout.granules(ring.length(at));
        Object result = reader.read(given, Position.elements(head), ring, at);
        KillPoint.reach("ring.take.read");
        storeHead(Position.forward(head, 1, granules));
        return result;
    }

    /** Takes all before it, by one store; what follows repairs itself at the next time. */
    private void storeHead(long head) {
        words.storeHead(head);
        KillPoint.reach("ring.take.published");
        rings.advance(Position.granule(head));
    }

    /** Moves head behind what is no element. */
    private long skipRemoved() {
        long head = words.head();
        while (head != words.tail()) {
            Ring ring = rings.takeRing(Position.granule(head));
            int at = ring.offsetOf(Position.granule(head));
            int kind = kindOf(ring, at);
            if (kind == RingLayout.SKIP) {
                head = Position.forward(head, 0, RingLayout.granules(ring.length(at)));
                storeHead(head);
            } else if (kind == RingLayout.REMOVED) {
                words.storeRemoved(words.removed() - 1);
                KillPoint.reach("ring.take.uncounted");
                head = Position.forward(head, 1, RingLayout.granules(ring.length(at)));
                storeHead(head);
            } else {
                return head;
            }
        }
        return head;
    }

    private int kindOf(Ring ring, int at) {
        int kind = ring.kind(at);
        int length = ring.length(at);
        if (kind < RingLayout.ENCODED || kind > RingLayout.REMOVED || length < 0
                || RingLayout.granules(length) > ring.granules()) {
            throw new SharedMemoryException("The memory of " + name + " is damaged: something else wrote to it. file="
                    + ring.file().path() + " offset=" + at + " kind=" + kind + " length=" + length, null);
        }
        return kind;
    }

    /** The elements from head to tail, those that were removed included. Moves nothing. */
    private final class Scan {
        private final long tail = words.tail();
        private long position = words.head();
        private int number = words.takeRing();
        private @Nullable Ring ring;
        private int at;

        boolean hasNext() {
            while (position != tail) {
                number = rings.ringOf(Position.granule(position), number);
                Ring current = rings.ring(number);
                ring = current;
                at = current.offsetOf(Position.granule(position));
                if (kindOf(current, at) != RingLayout.SKIP) {
                    return true;
                }
                position = Position.forward(position, 0, RingLayout.granules(current.length(at)));
            }
            return false;
        }

        /** Of the element; after the last one, behind it. */
        long position() {
            return position;
        }

        /** Null when it was removed. */
        @Nullable Element element() {
            return isRemoved() ? null : Element.read(Position.elements(position), ring(), at);
        }

        boolean isRemoved() {
            return ring().kind(at) == RingLayout.REMOVED;
        }

        void markRemoved() {
            ring().header(at, ring().length(at), RingLayout.REMOVED);
        }

        private Ring ring() {
            return Objects.requireNonNull(ring);
        }

        void advance() {
            position = Position.forward(position, 1, RingLayout.granules(ring().length(at)));
        }
    }

    /** Takes up to {@code most} elements by one store, fewer when they are large. */
    public List<Element> takeSome(int most) {
        List<Element> taken = new ArrayList<>();
        int bytes = 0;
        int passed = 0;
        Scan scan = new Scan();
        while (scan.hasNext() && taken.size() < most) {
            Element element = scan.element();
            if (element == null) {
                passed++;
            } else if (taken.isEmpty() || bytes + element.bytes().length <= BATCH_BYTES) {
                bytes += element.bytes().length;
                taken.add(element);
            } else {
                break;
            }
            scan.advance();
        }
        KillPoint.reach("ring.drain.read");
        words.storeRemoved(words.removed() - passed);
        KillPoint.reach("ring.drain.uncounted");
        storeHead(scan.position());
        return taken;
    }

    /** The first so many elements, which stay. */
    public List<Element> copy(int most) {
        List<Element> copies = new ArrayList<>();
        for (Scan scan = new Scan(); copies.size() < most && scan.hasNext(); scan.advance()) {
            Element element = scan.element();
            if (element != null) {
                copies.add(element);
            }
        }
        return copies;
    }

    public boolean remove(int number) {
        for (Scan scan = new Scan(); scan.hasNext(); scan.advance()) {
            if (Position.elements(scan.position()) == number && !scan.isRemoved()) {
                scan.markRemoved();
                KillPoint.reach("ring.remove.marked");
                words.storeRemoved(words.removed() + 1);
                KillPoint.reach("ring.remove.counted");
                return true;
            }
        }
        return false;
    }

    public void clear() {
        words.storeRemoved(0);
        KillPoint.reach("ring.clear.uncounted");
        storeHead(words.tail());
    }

    /** Finds out again what a dead holder of the guard may have left half done. */
    public void recover() {
        rings.advance(Position.granule(words.head()));
        int removed = 0;
        for (Scan scan = new Scan(); scan.hasNext(); scan.advance()) {
            removed += scan.isRemoved() ? 1 : 0;
        }
        words.storeRemoved(removed);
    }
}
