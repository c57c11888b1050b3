package io.multiprocessing.ipc.pipe;

import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.RawChannel;
import io.multiprocessing.tck.TransportContract;
import java.io.OutputStream;
import java.util.Optional;

/** The conformance kit over pipes. */
class PipeTransportTest implements TransportContract {
    @Override
    public Transport newTransport() {
        return new PipeTransport();
    }

    @Override
    public Optional<Class<? extends RawChannel>> rawChannel() {
        return Optional.of(RawPipe.class);
    }

    /** The child's output, without a link around it. */
    public static final class RawPipe implements RawChannel {
        @Override
        public OutputStream connect(String address, StandardPipes pipes) {
            return pipes.out();
        }
    }
}
