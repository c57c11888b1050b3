package io.multiprocessing.internal.family.child;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import io.multiprocessing.internal.family.settings.BirthCertificate;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.ParentStreams;
import io.multiprocessing.internal.launch.Transports;
import io.multiprocessing.internal.output.MarkedOutput;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where a child begins: reads its bootstrap, connects to its parent, runs what it is given.
 *
 * <p>The end of the link, or of the lifeline, means that the parent is gone: the process halts at once, whatever its
 * threads do. What stands between the JVM's start and the user's first line is kept small on purpose: classes instead
 * of lambdas (2 to 4 ms each in a fresh JVM), no ProcessHandle (12 ms), no streams.
 */
public final class ChildMain {
    private ChildMain() {}

    /** @param args where {@link ParentStreams} are */
    public static void main(String[] args) throws Throwable {
        StandardCodec.nothingHasRunYet();
        StandardPipes pipes = ParentStreams.open(args[0]);
        Bootstrap bootstrap = Bootstrap.readFrom(pipes.in());
        Map<String, String> properties = bootstrap.properties();
        BirthCertificate certificate = BirthCertificate.read(properties);
        MarkedOutput output = certificate.outMark() == null ? null : MarkedOutput.install(certificate.outMark());

        Transport transport = Transports.forChild(bootstrap);
        Peer parent = new Peer(transport.connect(bootstrap.address(), pipes));
        LazySettings settings = new LazySettings(properties);
        Member self = Member.child(certificate, transport, settings, codec(properties));
        self.join(parent);
        Farewell farewell = new Farewell(parent, output, !transport.usesStandardPipes());
        Runtime.getRuntime().addShutdownHook(farewell);

        Inbox inbox = new Inbox(self, farewell);
        parent.start(inbox);
        parent.send(Head.ofCode(0, FrameType.PROTOCOL_VERSION, 0).frame(FrameType.HELLO));
        if (!transport.usesStandardPipes()) {
            watchLifeline(pipes.in(), farewell);
        }
        try {
            ChildProgram program = decode(self, parent, job(self, parent, inbox));
            if (program.job() == null) {
                // What has been read was this library's alone: the next message, a first task, is spared the question
                // too.
                StandardCodec.nothingHasRunYet();
            }
            program.run(self);
        } catch (OutOfMemoryError e) {
            farewell.heapExhausted();
            throw e;
        } finally {
            self.waiting().mainIsDone();
        }
    }

    private static Codec codec(Map<String, String> properties) throws ReflectiveOperationException {
        String name = FamilySettings.codecClassIn(properties);
        return (Codec) Class.forName(name, true, Values.loader()).getConstructor().newInstance();
    }

    /** The frame with what to run: at once, or when this process, a standby, is taken. */
    private static Frame job(Member self, Peer parent, Inbox inbox) throws InterruptedException {
        Frame first = inbox.jobs.take();
        if (first.type() == FrameType.START) {
            return first;
        }
        Standby.rehearse(self, first);
        parent.send(Head.empty().frame(FrameType.STANDING_BY));
        Frame taken = inbox.jobs.take();
        Standby.become(self, taken);
        return taken;
    }

    private static ChildProgram decode(Member self, Peer parent, Frame start) {
        try {
            ChildProgram program = ChildProgram.of(self.decode(start.body()));
            parent.send(Head.empty().frame(FrameType.READY));
            if (!parent.flush()) {
                // The parent may never hear of READY, and has another child run the program.
                throw new TransportException("The link to the parent process is broken");
            }
            return program;
        } catch (Throwable e) {
            parent.send(Head.empty().frame(FrameType.FAILED, RemoteThrowables.encode(e, self.codec())));
            Runtime.getRuntime().exit(1);
            throw e;
        }
    }

    private static void watchLifeline(InputStream lifeline, Farewell farewell) {
        Thread thread = new Lifeline(lifeline, farewell);
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Lifeline extends Thread {
        private final InputStream lifeline;
        private final Farewell farewell;

        Lifeline(InputStream lifeline, Farewell farewell) {
            super(null, null, "mp-lifeline", 0, false);
            this.lifeline = lifeline;
            this.farewell = farewell;
        }

        @Override
        public void run() {
            try {
                while (lifeline.read() >= 0) {
                    // Nothing is sent on it: only its end counts.
                }
            } catch (IOException e) {
                // Its end, too.
            }
            farewell.lifelineEnded();
        }
    }

    /** Keeps the frames with what to run for the main thread and hands all others to the member. */
    private static final class Inbox implements FrameHandler {
        final LinkedBlockingQueue<Frame> jobs = new LinkedBlockingQueue<>();
        private final Member self;
        private final Farewell farewell;

        Inbox(Member self, Farewell farewell) {
            this.self = self;
            this.farewell = farewell;
        }

        @Override
        public void frame(Frame frame) {
            switch (frame.type()) {
                case FrameType.START, FrameType.REHEARSE, FrameType.TAKE -> jobs.add(frame);
                default -> self.receivedFromParent(frame);
            }
        }

        @Override
        public void end(@Nullable TransportException cause) {
            farewell.linkEnded(cause);
        }
    }

    private static final class LazySettings implements java.util.function.Supplier<FamilySettings> {
        private final Map<String, String> properties;
        private volatile @Nullable FamilySettings parsed;

        LazySettings(Map<String, String> properties) {
            this.properties = properties;
        }

        @Override
        public FamilySettings get() {
            FamilySettings result = parsed;
            if (result == null) {
                result = FamilySettings.fromProperties(properties);
                parsed = result;
            }
            return result;
        }
    }
}
