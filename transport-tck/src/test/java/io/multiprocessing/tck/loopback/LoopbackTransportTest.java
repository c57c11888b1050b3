package io.multiprocessing.tck.loopback;

import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.TransportContract;

/** The conformance kit within one process. */
class LoopbackTransportTest implements TransportContract {
    @Override
    public Transport newTransport() {
        return new LoopbackTransport();
    }

    @Override
    public boolean crossesProcesses() {
        return false;
    }
}
