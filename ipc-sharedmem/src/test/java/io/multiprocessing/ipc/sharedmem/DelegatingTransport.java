package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.time.Duration;

/**
 * The transport with a system property set: children make theirs by the class's constructor, and so have it too. The
 * test clears the property in its own process.
 */
abstract class DelegatingTransport implements Transport {
    private final Transport transport = new SharedMemoryTransport();

    DelegatingTransport(String property, String value) {
        System.setProperty(property, value);
    }

    @Override
    public String name() {
        return transport.name();
    }

    @Override
    public int rank() {
        return transport.rank();
    }

    @Override
    public Availability availability() {
        return transport.availability();
    }

    @Override
    public Invitation invite(String label) {
        return transport.invite(label);
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        return transport.accept(invitation, pipes, timeout);
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        return transport.connect(address, pipes);
    }

    @Override
    public void close() {
        transport.close();
    }
}
