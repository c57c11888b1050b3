package io.multiprocessing.tck.broken;

import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.loopback.LoopbackTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The loopback transport, with something wrong with each of its links. */
class BrokenTransport implements Transport {
    private final LoopbackTransport sound = new LoopbackTransport();
    private final UnaryOperator<Link> fault;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    BrokenTransport(UnaryOperator<Link> fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Invitation invite(String label) {
        return sound.invite(label);
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        return broken(sound.accept(invitation, pipes, timeout));
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        return broken(sound.connect(address, pipes));
    }

    private Link broken(Link link) {
        Link broken = fault.apply(link);
        links.add(broken);
        return broken;
    }

    @Override
    public void close() {
        sound.close();
        links.forEach(Link::close);
    }
}
