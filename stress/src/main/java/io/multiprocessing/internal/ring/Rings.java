package io.multiprocessing.internal.ring;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.Attachments;
import io.multiprocessing.internal.direct.DirectLayout;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.memory.Region;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A small ring between up to four parties, each of which uses it as a process of its own would: with its own objects,
 * and a slot by which its guards are marked. Rings lie in one region, side by side, and come round again after 16,384
 * others.
 */
final class Rings {
    private static final int RINGS = 1 << 14;
    private static final int WORDS_END = RingLayout.DESCRIPTORS + RingLayout.MOST_RINGS * RingLayout.DESCRIPTOR_BYTES;
    /** Room for two elements and a half: so they go round, and leave a rest at the end. */
    private static final int RING_BYTES = 128;
    private static final int STRIDE = WORDS_END + DirectLayout.APART + RING_BYTES;
    private static final int ELEMENT_BYTES = 40;

    private static final RegionFile REGION = newRegion();
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Attachment[] PARTIES = new Attachment[4];

    static {
        for (int i = 0; i < PARTIES.length; i++) {
            PARTIES[i] = Attachments.of(REGION, i + 1);
        }
    }

    private final int base = DirectLayout.OBJECT + (NEXT.getAndIncrement() & RINGS - 1) * STRIDE;
    private final BlockingRing[] parties = new BlockingRing[PARTIES.length];

    /** @param capacity how many elements it holds at most */
    Rings(int capacity) {
        ByteBuffer memory = REGION.memory();
        for (int offset = base; offset < base + STRIDE; offset += Long.BYTES) {
            memory.putLong(offset, 0);
        }
        BlockingRing.layOut(memory, base, RING_BYTES, capacity, 1 << 20);
        for (int i = 0; i < parties.length; i++) {
            parties[i] = new BlockingRing(PARTIES[i], base, base + WORDS_END + DirectLayout.APART, new NoRegions(),
                    new Closing(), "a ring");
        }
    }

    private static RegionFile newRegion() {
        try {
            Path directory = Files.createTempDirectory("stress");
            RegionFile region = RegionFile.createCollected(directory.resolve("rings"), 99,
                    DirectLayout.OBJECT + (long) RINGS * STRIDE);
            region.unlink();
            Files.delete(directory);
            return region;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what a party does

    private static byte[] element(int value) {
        byte[] bytes = new byte[ELEMENT_BYTES];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** 0 for none; below 0 when it is torn. */
    private static int value(@Nullable Object taken) {
        if (taken == null) {
            return 0;
        }
        byte[] bytes = (byte[]) taken;
        for (byte each : bytes) {
            if (each != bytes[0]) {
                return -1;
            }
        }
        return bytes.length == ELEMENT_BYTES ? bytes[0] : -2;
    }

    /** Waits for room; false when it is closed. */
    boolean put(int party, int value) {
        byte[] element = element(value);
        try {
            return parties[party].putAll(List.of(new Payload<>(Source.BYTES, element, ELEMENT_BYTES)),
                    Patience.endless()) == 1;
        } catch (ClosedException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does not wait. */
    int poll(int party) {
        return take(party, Patience.none());
    }

    /** Waits for an element; 0 when it is closed and empty. */
    int take(int party) {
        return take(party, Patience.endless());
    }

    private int take(int party, Patience patience) {
        try {
            return value(parties[party].take(Reader.COPY, Rings.class, patience));
        } catch (ClosedException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void close(int party) {
        BlockingRing ring = parties[party];
        if (!ring.whileNobodyPlaces(() -> Words.storeInt(REGION.memory(), base + WORDS_END, 1), Patience.endless())) {
            throw new AssertionError("An endless patience has ended");
        }
        ring.ringForAll();
    }

    // ---- what a ring needs

    private static final class ClosedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        static final ClosedException INSTANCE = new ClosedException();

        private ClosedException() {
            super("closed", null, false, false);
        }
    }

    private final class Closing implements Ending {
        @Override
        public boolean isClosed() {
            return Words.loadInt(REGION.memory(), base + WORDS_END) != 0;
        }

        @Override
        public boolean isDiscarded() {
            return false;
        }

        @Override
        public RuntimeException closed() {
            return ClosedException.INSTANCE;
        }

        @Override
        public RuntimeException gone(String because) {
            return new IllegalStateException(because);
        }
    }

    /** The capacity is below what would make it grow. */
    private static final class NoRegions implements RingChain.Regions {
        @Override
        public Region make(long byteSize, Consumer<RegionName> planned) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegionFile open(RegionName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(RegionName name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RegionName name(int place, String suffix, long byteSize) {
            throw new UnsupportedOperationException();
        }
    }
}
