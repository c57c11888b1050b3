package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parent that has no descriptors left says so, keeps what it has, and recovers. */
class DescriptorLimitTest {
    private static final int FRAMES = 200;

    @Test
    void withoutDescriptorsErrorsAreTypedLinksLiveOnAndTheServerRecovers(@TempDir Path temporary) throws Exception {
        Process parent = Jvm.startLimited(temporary, Starving.class, 120);
        assertThat(Jvm.lines(parent)).containsExactly(
                "connect: Too many open files",
                "served links live on",
                "accept: Too many open files",
                "recovered");
    }

    /** Uses up its descriptors: by pairs until a child can't connect, then by strangers, so that accepting fails. */
    static final class Starving {
        public static void main(String[] args) throws Exception {
            SocketTransport transport = new SocketTransport();
            loadClasses(transport);
            List<Pair> pairs = new ArrayList<>();
            try {
                while (true) {
                    pairs.add(Pair.of(transport));
                }
            } catch (TransportException e) {
                tell("connect", e);
            }
            pairs.removeLast().close();
            Invitation invitation = transport.invite("late");
            List<Stranger> strangers = crowd(ChildAddress.parse(invitation.address()));
            exchange(pairs.getLast());
            System.out.println("served links live on");
            try {
                transport.accept(invitation, Pair.NO_PIPES, Duration.ofMillis(100));
            } catch (TransportException e) {
                tell("accept", e);
            }
            for (Stranger stranger : strangers) {
                stranger.close();
            }
            pairs.forEach(Pair::close);
            try (Pair pair = Pair.of(transport)) {
                exchange(pair);
                System.out.println("recovered");
            }
            transport.close();
        }

        /** Classes in directories can't be loaded at the limit. */
        private static void loadClasses(SocketTransport transport) throws Exception {
            try (Pair pair = Pair.of(transport)) {
                exchange(pair);
            }
            try {
                transport.accept(transport.invite("nobody"), Pair.NO_PIPES, Duration.ofMillis(10));
            } catch (TransportException e) {
                String.valueOf(e.getMessage()).contains("Too many");
            }
        }

        private static List<Stranger> crowd(ChildAddress address) {
            List<Stranger> strangers = new ArrayList<>();
            try {
                while (true) {
                    strangers.add(Stranger.at(address));
                }
            } catch (IOException e) {
                return strangers;
            }
        }

        /** More than the socket takes at once, so that the sender has to wait. */
        private static void exchange(Pair pair) throws Exception {
            Thread sender = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < FRAMES; i++) {
                    pair.child().send(Pair.frame(1, 100_000));
                }
            });
            for (int i = 0; i < FRAMES; i++) {
                pair.atParent().next();
            }
            sender.join();
        }

        private static void tell(String what, TransportException e) {
            boolean known = String.valueOf(e.getMessage()).contains("Too many open files");
            System.out.println(what + ": " + (known ? "Too many open files" : e));
        }
    }
}
