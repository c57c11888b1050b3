package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.LinkFlowContract;
import io.multiprocessing.tck.LinkHalfCloseContract;
import org.junit.jupiter.api.AfterAll;

/** The rules about who waits for whom, without futexes: what a child can't do, neither side relies on. */
class NappingContractTest implements LinkFlowContract, LinkHalfCloseContract {
    /** Napping. */
    public static final class NappingTransport extends DelegatingTransport {
        /** Called here and in children. */
        public NappingTransport() {
            super(Futex.ENABLED_PROPERTY, "false");
        }
    }

    @Override
    public Transport newTransport() {
        return new NappingTransport();
    }

    @AfterAll
    static void clear() {
        System.clearProperty(Futex.ENABLED_PROPERTY);
    }
}
