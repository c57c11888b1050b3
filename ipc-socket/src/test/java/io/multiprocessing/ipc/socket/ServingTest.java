package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import java.io.Writer;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many children share few threads without standing in each other's way, beyond what the kit asks. */
class ServingTest {
    private final SocketTransport transport = new SocketTransport();

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    @Test
    void manyChildrenAreServedByFewThreads() throws Exception {
        int children = 32;
        List<Pair> pairs = new ArrayList<>();
        try {
            for (int i = 0; i < children; i++) {
                pairs.add(Pair.of(transport));
            }
            for (Pair pair : pairs) {
                pair.child().send(Pair.frame(1, 1000));
                pair.parent().send(Pair.frame(2, 1000));
            }
            for (Pair pair : pairs) {
                assertThat(pair.atParent().next().bodyLength()).isEqualTo(1000);
                assertThat(pair.atChild().next().bodyLength()).isEqualTo(1000);
            }
            assertThat(serverThreads()).hasSizeBetween(1, 2);
        } finally {
            pairs.forEach(Pair::close);
        }
        transport.close();
        await().untilAsserted(() -> assertThat(serverThreads()).isEmpty());
    }

    private static Set<String> serverThreads() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("mp-socket"))
                .collect(Collectors.toSet());
    }

    @Test
    void handlersThatBlockHoldUpNoOtherChild() throws Exception {
        CountDownLatch blocked = new CountDownLatch(4);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Pair> stuck = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Pair pair = Pair.notStarted(transport);
            stuck.add(pair);
            pair.parent().start(new FrameHandler() {
                @Override
                public void frame(Frame frame) {
                    blocked.countDown();
                    awaitQuietly(goOn);
                }

                @Override
                public void end(@Nullable TransportException cause) {}
            });
            pair.child().send(Pair.frame(1, 10));
        }
        blocked.await();
        try (Pair other = Pair.of(transport)) {
            other.child().send(Pair.frame(9, 10));
            assertThat(other.atParent().next().type()).isEqualTo(9);
        }
        goOn.countDown();
        stuck.forEach(Pair::close);
    }

    @Test
    void theLargestFramesPassThroughSmallBuffers() throws Exception {
        try (Pair pair = Pair.of(transport)) {
            pair.parent().send(Pair.frame(1, 1000));
            pair.child().send(Pair.frame(1, 1000));
            pair.atChild().next();
            pair.atParent().next();
            long before = directMemory();
            pair.parent().send(Pair.frame(2, Frame.MAX_BODY));
            pair.child().send(Pair.frame(3, Frame.MAX_BODY));
            assertThat(pair.atChild().next().bodyLength()).isEqualTo(Frame.MAX_BODY);
            assertThat(pair.atParent().next().bodyLength()).isEqualTo(Frame.MAX_BODY);
            assertThat(directMemory() - before).as("direct memory that two large frames left").isLessThan(16 << 20);
        }
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
                .stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void aDeadChildWhoseSocketAGrandchildHoldsOpenHasEndedAllTheSame() throws Exception {
        Invitation invitation = transport.invite("child");
        ChildAddress address = ChildAddress.parse(invitation.address());
        try (Stranger child = Stranger.at(address)) {
            child.say(Preamble.write(address.invitation(), address.token()));
            Link parent = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
            Recorder atParent = new Recorder();
            for (int i = 0; i < 3; i++) {
                ByteBuffer frame = ByteBuffer.allocate(1008);
                Pair.frame(i, 1000).putPrefix(frame);
                child.say(frame.position(0));
            }
            parent.peerDied();
            parent.start(atParent);
            for (int i = 0; i < 3; i++) {
                assertThat(atParent.next().type()).isEqualTo(i);
            }
            assertThat(atParent.ending()).isEmpty();
        }
    }

    @Test
    void aChildThatIsToldOfItsParentsDeathReadsWhatIsThereAndEnds() throws Exception {
        Pair pair = Pair.notStarted(transport);
        pair.parent().send(Pair.frame(1, 1000));
        pair.child().start(pair.atChild());
        pair.child().peerDied();
        assertThat(pair.atChild().next().type()).isEqualTo(1);
        assertThat(pair.atChild().ending()).isEmpty();
        pair.close();
    }

    @Test
    void anInterruptOfAChildsBlockedSenderHarmsNothing() throws Exception {
        Pair pair = Pair.notStarted(transport);
        pair.child().start(pair.atChild());
        int frames = 64;
        AtomicInteger sent = new AtomicInteger();
        boolean[] kept = new boolean[1];
        Thread sender = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < frames; i++) {
                pair.child().send(Pair.frame(i, 200_000));
                sent.incrementAndGet();
            }
            kept[0] = Thread.currentThread().isInterrupted();
        });
        await().until(() -> sent.get() > 2 && sender.getState() == Thread.State.RUNNABLE);
        for (int i = 0; i < 20; i++) {
            sender.interrupt();
            Thread.sleep(2);
        }
        assertThat(sent.get()).isLessThan(frames);
        pair.parent().start(pair.atParent());
        for (int i = 0; i < frames; i++) {
            assertThat(pair.atParent().next().type()).isEqualTo(i);
        }
        sender.join();
        assertThat(kept[0]).isTrue();
        pair.close();
    }

    @Test
    void anInterruptOfTheReaderHarmsNothing() throws Exception {
        Pair pair = Pair.notStarted(transport);
        AtomicInteger handled = new AtomicInteger();
        FrameHandler interrupting = new FrameHandler() {
            @Override
            public void frame(Frame frame) {
                handled.incrementAndGet();
                Thread.currentThread().interrupt();
            }

            @Override
            public void end(@Nullable TransportException cause) {}
        };
        pair.parent().start(interrupting);
        pair.child().start(interrupting);
        for (int i = 0; i < 10; i++) {
            int before = handled.get();
            pair.child().send(Pair.frame(1, 10));
            pair.parent().send(Pair.frame(1, 10));
            await().until(() -> handled.get() == before + 2);
        }
        pair.close();
    }

    @Test
    void acceptKeepsAnInterruptAndGoesOn() throws Exception {
        Invitation invitation = transport.invite("child");
        Thread.currentThread().interrupt();
        Thread child = Thread.ofPlatform()
                .start(
                        () -> ChildLink.connect(ChildAddress.parse(invitation.address())));
        Link parent = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
        assertThat(Thread.interrupted()).isTrue();
        child.join();
        parent.close();
    }

    @Test
    void aSendOnAClosedLinkSaysSo() throws Exception {
        Pair pair = Pair.of(transport);
        pair.close();
        assertThatThrownBy(() -> pair.parent().send(Pair.frame(1, 1))).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> pair.child().send(Pair.frame(1, 1))).isInstanceOf(TransportException.class);
        assertThat(pair.atParent().ending()).isEmpty();
        assertThat(pair.atChild().ending()).isEmpty();
    }

    @Test
    void neitherSideMakesTheJvmWarnAndTheChildLoadsNothingOfNetty(@TempDir Path temporary) throws Exception {
        Process parent = Jvm.start(temporary, QuietParent.class, "--sun-misc-unsafe-memory-access=deny",
                "--illegal-native-access=warn");
        assertThat(Jvm.lines(parent)).containsExactly("child said 7");
        assertThat(parent.waitFor()).isZero();
    }

    /** Serves one child, whose class loading it looks through. */
    static final class QuietParent {
        public static void main(String[] args) throws Exception {
            try (SocketTransport transport = new SocketTransport()) {
                Invitation invitation = transport.invite("child");
                Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
                Path classes = temporary.resolve("classes.txt");
                Process child = Jvm.start(temporary, QuietChild.class, "-Xlog:class+load:file=" + classes);
                try (Writer stdin = child.outputWriter()) {
                    stdin.write(invitation.address());
                }
                Link link = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
                Recorder recorder = new Recorder();
                link.start(recorder);
                System.out.println("child said " + recorder.next().type());
                link.send(Pair.frame(8, 0));
                Jvm.lines(child).forEach(System.out::println);
                try (Stream<String> loaded = Files.lines(classes)) {
                    loaded.filter(line -> line.contains("io.netty") || line.contains("java.lang.foreign.Linker"))
                            .forEach(System.out::println);
                }
            }
        }
    }

    /** Says one thing, hears one thing, and ends. */
    static final class QuietChild {
        public static void main(String[] args) throws Exception {
            String address = new String(System.in.readNBytes(20_000)).strip();
            Link link = new SocketTransport().connect(address, Pair.NO_PIPES);
            Recorder recorder = new Recorder();
            link.start(recorder);
            link.send(Pair.frame(7, 0));
            recorder.next();
            link.close();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
