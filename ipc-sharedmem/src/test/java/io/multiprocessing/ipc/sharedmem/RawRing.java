package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Words;
import io.multiprocessing.tck.RawChannel;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A child that writes into its ring what it likes. */
public final class RawRing implements RawChannel {
    /** Made by the conformance kit, in a child. */
    public RawRing() {}

    @Override
    public OutputStream connect(String address, StandardPipes pipes) {
        RegionFile region = RegionFile.open(Path.of(address), LinkLayout.KIND);
        int ringBytes = Words.loadInt(region.memory(), LinkLayout.RING_BYTES);
        RingWriter writer = new LinkEnds(region, false, ringBytes, 0, "raw", new LinkState()).writer();
        Words.storeInt(region.memory(), LinkLayout.CONNECTED, 1);
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writer.put(ByteBuffer.wrap(bytes, offset, length));
                writer.publish();
            }
        };
    }
}
