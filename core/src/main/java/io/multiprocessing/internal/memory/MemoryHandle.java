package io.multiprocessing.internal.memory;

import io.multiprocessing.SharedMemory;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import io.multiprocessing.internal.family.Values;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Shared memory as its users see it, in any member. */
final class MemoryHandle implements SharedMemory, RepeatableReplacement {
    private static final long serialVersionUID = 1;

    private final transient Memories memories;
    private final transient RegionName name;
    /** This process's, once it has been asked for; it may be closed. */
    private transient volatile @Nullable Mapping mapping;
    private transient volatile boolean closed;

    MemoryHandle(Memories memories, RegionName name, @Nullable Mapping mapping) {
        this.memories = memories;
        this.name = name;
        this.mapping = mapping;
    }

    @Override
    public MemorySegment segment() {
        Mapping known = mapping;
        if (known == null && !closed) {
            known = memories.map(name);
            mapping = known;
        }
        if (known == null || !known.isOpen()) {
            throw new IllegalStateException(this + " is closed in this process");
        }
        return known.segment();
    }

    @Override
    public long byteSize() {
        return name.byteSize();
    }

    @Override
    public void remove() {
        memories.remove(name);
    }

    @Override
    public void close() {
        memories.unmap(name);
        closed = true;
    }

    // ---- identity and travel

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryHandle that && memories == that.memories && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "SharedMemory[byteSize=" + name.byteSize() + ", maker=" + name.maker() + "]";
    }

    private Object writeReplace() {
        Values.requireTravellingWith(memories.member(), toString());
        return new Ticket(name.place(), name.file(), name.home(), name.byteSize());
    }

    /** What travels instead. */
    private record Ticket(int place, String file, long home, long byteSize) implements Serializable {
        private Object readResolve() {
            RegionName name = new RegionName(place, file, home, byteSize);
            return new MemoryHandle(Memories.of(Values.travelling()), name, null);
        }
    }
}
