package io.multiprocessing.tck.internal;

import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A child that is a thread of the test's JVM, for transports that stay within one.
 *
 * @param transport the child's own
 */
record ThreadActor(Thread thread, Transport transport) implements Peer.Actor {
    private static final StandardPipes NO_PIPES =
            new StandardPipes(InputStream.nullInputStream(), OutputStream.nullOutputStream());

    /** Starts the child; the parent's end of the link is then to be had by {@link #accept}. */
    static ThreadActor start(Transport transport, Invitation invitation, Script script, Board board) {
        Thread thread = Thread.ofPlatform().daemon().name("tck-child").start(() -> {
            try (transport) {
                Link link = transport.connect(invitation.address(), NO_PIPES);
                new Scene(link, script, board).play();
            } catch (Throwable e) {
                board.report("crashed", e);
            }
        });
        return new ThreadActor(thread, transport);
    }

    static Link accept(Transport transport, Invitation invitation, Duration timeout) {
        return transport.accept(invitation, NO_PIPES, timeout);
    }

    @Override
    public boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void end(Duration patience) {
        transport.close();
        thread.interrupt();
        Waiting.until("the child's thread has ended", patience, () -> !thread.isAlive());
    }

    @Override
    public void release() {}
}
