package org.example.tcp;

import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.RawChannel;
import io.multiprocessing.tck.TransportContract;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class TcpTransportTest implements TransportContract {
    @Override
    public Transport newTransport() {
        return new TcpTransport();
    }

    @Override
    public Optional<Class<? extends RawChannel>> rawChannel() {
        return Optional.of(RawTcp.class);
    }

    /** Connects as the transport does, and leaves the socket to the kit. */
    public static final class RawTcp implements RawChannel {
        @Override
        public OutputStream connect(String address, StandardPipes pipes) throws IOException {
            String[] parts = address.split(" ");
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(parts[0]));
            socket.getOutputStream().write(parts[1].getBytes(StandardCharsets.US_ASCII));
            return socket.getOutputStream();
        }
    }
}
