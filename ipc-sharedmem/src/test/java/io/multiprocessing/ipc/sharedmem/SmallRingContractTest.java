package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.LinkOrderContract;
import org.junit.jupiter.api.AfterAll;

/** The rules about order and boundaries, with a ring that most frames don't fit into. */
class SmallRingContractTest implements LinkOrderContract {
    /** With rings of 4 KiB, and futexes from the start. */
    public static final class SmallRingTransport extends DelegatingTransport {
        /** Called here and in children. */
        public SmallRingTransport() {
            super(SharedMemoryOptions.RING_BYTES_PROPERTY, "4096");
            System.setProperty(Futex.DELAY_PROPERTY, "0");
        }
    }

    @Override
    public Transport newTransport() {
        return new SmallRingTransport();
    }

    @AfterAll
    static void clear() {
        System.clearProperty(SharedMemoryOptions.RING_BYTES_PROPERTY);
        System.clearProperty(Futex.DELAY_PROPERTY);
    }
}
