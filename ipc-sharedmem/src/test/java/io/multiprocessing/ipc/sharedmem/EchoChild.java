package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/** A {@link Child} that sends back every frame. */
final class EchoChild {
    static final StandardPipes NO_PIPES =
            new StandardPipes(InputStream.nullInputStream(), OutputStream.nullOutputStream());

    private EchoChild() {}

    public static void main(String[] args) throws Exception {
        Transport transport = new SharedMemoryTransport();
        Link link = transport.connect(Child.readAddress(), NO_PIPES);
        CountDownLatch ended = new CountDownLatch(1);
        link.start(new FrameHandler() {
            @Override
            public void frame(Frame frame) {
                link.send(frame);
            }

            @Override
            public void end(TransportException cause) {
                ended.countDown();
            }
        });
        ended.await();
        transport.close();
    }
}
