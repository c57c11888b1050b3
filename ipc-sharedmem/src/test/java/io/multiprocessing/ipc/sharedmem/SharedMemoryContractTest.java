package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.RawChannel;
import io.multiprocessing.tck.TransportContract;
import java.util.Optional;

/** The transport as it comes. */
class SharedMemoryContractTest implements TransportContract {
    @Override
    public Transport newTransport() {
        return new SharedMemoryTransport();
    }

    @Override
    public Optional<Class<? extends RawChannel>> rawChannel() {
        return Optional.of(RawRing.class);
    }
}
