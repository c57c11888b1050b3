package io.multiprocessing.internal.queue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoded elements of a {@link QueueHome}, in their order, numbered as they were placed. Guarded by its lock. */
final class QueueContent {
    /** Elements in one answer stay below this together, unless the first alone is larger. */
    private static final int BATCH_BYTES = 1 << 20;

    record Element(long number, ByteBuffer bytes) {}

    private final Deque<Element> elements = new ArrayDeque<>();
    private long bytes;
    private long lastNumber;

    int size() {
        return elements.size();
    }

    boolean isEmpty() {
        return elements.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** A new element, which has yet to be {@linkplain #add added} or handed over. */
    Element next(ByteBuffer encoded) {
        return new Element(++lastNumber, encoded);
    }

    void add(Element element) {
        elements.add(element);
        bytes += element.bytes.remaining();
    }

    @Nullable Element peek() {
        return elements.peek();
    }

    Element removeFirst() {
        Element element = elements.remove();
        bytes -= element.bytes.remaining();
        return element;
    }

    boolean remove(long number) {
        for (Iterator<Element> all = elements.iterator(); all.hasNext();) {
            Element element = all.next();
            if (element.number == number) {
                all.remove();
                bytes -= element.bytes.remaining();
                return true;
            }
        }
        return false;
    }

    void clear() {
        elements.clear();
        bytes = 0;
    }

    /** Puts elements that were removed, in their order, back to where they were. */
    void putBack(List<Element> removed) {
        Deque<Element> ahead = new ArrayDeque<>();
        for (Element element : removed.reversed()) {
            while (!elements.isEmpty() && elements.element().number < element.number) {
                ahead.push(removeFirst());
            }
            putFirst(element);
            while (!ahead.isEmpty()) {
                putFirst(ahead.pop());
            }
        }
    }

    private void putFirst(Element element) {
        elements.addFirst(element);
        bytes += element.bytes.remaining();
    }

    /** Removes as many as fit into one answer, at most {@code most}. */
    List<Element> drain(ElementBatch.Writer batch, long most) {
        List<Element> drained = new ArrayList<>();
        while (!elements.isEmpty() && batch.count() < most && fits(batch, elements.element())) {
            Element element = removeFirst();
            drained.add(element);
            batch.add(element.number, element.bytes);
        }
        return drained;
    }

    /** Copies as many as fit into one answer, of those with numbers above {@code number}. */
    void copy(ElementBatch.Writer batch, long number) {
        for (Element element : elements) {
            if (element.number > number) {
                if (!fits(batch, element)) {
                    return;
                }
                batch.add(element.number, element.bytes);
            }
        }
    }

    private static boolean fits(ElementBatch.Writer batch, Element next) {
        return batch.count() == 0 || batch.size() + next.bytes.remaining() <= BATCH_BYTES;
    }
}
