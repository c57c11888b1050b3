package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A child process that sends back every frame; reads the address, then its lifeline, from standard input. */
final class EchoChild {
    static final StandardPipes NO_PIPES =
            new StandardPipes(InputStream.nullInputStream(), OutputStream.nullOutputStream());

    private EchoChild() {}

    public static void main(String[] args) throws Exception {
        String address = new String(System.in.readNBytes(System.in.read()), StandardCharsets.UTF_8);
        Jvm.haltWithStarter();
        Transport transport = new SharedMemoryTransport();
        Link link = transport.connect(address, NO_PIPES);
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

    /** A child that was started, and the parent's end of the link to it. */
    record Started(Process process, Link link) {}

    /** Called by the parent. */
    static Started start(Transport transport, List<String> jvmArgs) throws IOException {
        try (Invitation invitation = transport.invite("echo")) {
            Process process = new ProcessBuilder(Jvm.command(jvmArgs, EchoChild.class))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] address = invitation.address().getBytes(StandardCharsets.UTF_8);
            process.getOutputStream().write(address.length);
            process.getOutputStream().write(address);
            process.getOutputStream().flush();
            Link link = transport.accept(invitation, NO_PIPES, Duration.ofSeconds(60));
            process.onExit().thenRun(link::peerDied);
            return new Started(process, link);
        }
    }
}
