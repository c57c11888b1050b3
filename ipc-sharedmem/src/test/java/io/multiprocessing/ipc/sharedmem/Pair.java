package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.RegionFile;
import java.nio.file.Path;

/** Both ends of one link's rings, each with a mapping of its own, in one process. */
record Pair(RegionFile parentRegion, RegionFile childRegion, int ringBytes, long spinNanos) implements AutoCloseable {
    static Pair create(Path directory, int ringBytes, long spinNanos) {
        Path file = directory.resolve("region-" + System.nanoTime());
        RegionFile made = RegionFile.create(file, LinkLayout.KIND, LinkLayout.fileBytes(ringBytes));
        return new Pair(made, RegionFile.open(file, LinkLayout.KIND), ringBytes, spinNanos);
    }

    LinkEnds parent(LinkState state) {
        return new LinkEnds(parentRegion, true, ringBytes, spinNanos, "parent's", state);
    }

    LinkEnds child(LinkState state) {
        return new LinkEnds(childRegion, false, ringBytes, spinNanos, "child's", state);
    }

    @Override
    public void close() {
        parentRegion.close();
        childRegion.close();
    }
}
