package io.multiprocessing.internal.family;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.codec.RemoteThrowables;
import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.ParentStreams;
import io.multiprocessing.internal.launch.Transports;
import io.multiprocessing.internal.output.MarkedOutput;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
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
 * threads do. What stands between the JVM's start and the user's first line is kept small on purpose: classes instead of
 * lambdas (2 to 4 ms each in a fresh JVM), no ProcessHandle (12 ms), no streams.
 */
public final class ChildMain {
    static final String MEMBER = "member";
    static final String NAME = "name";
    static final String LINEAGE = "lineage";
    static final String DAEMON = "daemon";
    static final String MAY_HAVE_CHILDREN = "mayHaveChildren";
    static final String PARENT_PID = "parentPid";
    static final String PARENT_NAME = "parentName";
    static final String OUT_MARK = "outMark";
    static final String PLACES = "places";

    private ChildMain() {}

    /** @param args where {@link ParentStreams} are */
    public static void main(String[] args) throws Throwable {
        StandardCodec.nothingHasRunYet();
        StandardPipes pipes = ParentStreams.open(args[0]);
        Bootstrap bootstrap = Bootstrap.readFrom(pipes.in());
        Map<String, String> properties = bootstrap.properties();
        String outMark = properties.get(OUT_MARK);
        MarkedOutput output = outMark == null ? null : MarkedOutput.install(outMark);

        Transport transport = Transports.forChild(bootstrap);
        Peer parent = new Peer(transport.connect(bootstrap.address(), pipes));
        Member self = member(properties, transport);
        self.router().setParent(parent);
        self.waiting().setMain(Thread.currentThread());
        Member.setBorn(self);
        Thread.currentThread().setName(self.identity().name());
        Farewell farewell = new Farewell(parent, output, !transport.usesStandardPipes());
        Runtime.getRuntime().addShutdownHook(farewell);

        Inbox inbox = new Inbox(self, farewell);
        parent.start(inbox);
        parent.send(Head.ofCode(0, FrameType.PROTOCOL_VERSION, 0).frame(FrameType.HELLO));
        if (!transport.usesStandardPipes()) {
            watchLifeline(pipes.in(), farewell);
        }
        try {
            decode(self, parent, inbox.start.take()).run(self);
        } catch (OutOfMemoryError e) {
            farewell.heapExhausted();
            throw e;
        } finally {
            self.waiting().mainIsDone();
        }
    }

    private static Member member(Map<String, String> properties, Transport transport)
            throws ReflectiveOperationException {
        Member.Identity identity = new Member.Identity(
                required(properties, NAME),
                required(properties, LINEAGE),
                Boolean.parseBoolean(properties.get(DAEMON)),
                Boolean.parseBoolean(properties.get(MAY_HAVE_CHILDREN)),
                Long.parseLong(required(properties, PARENT_PID)),
                properties.get(PARENT_NAME));
        Codec codec = (Codec) Class.forName(required(properties, "codec"), true, Values.loader())
                .getConstructor()
                .newInstance();
        Member self = new Member(
                MemberId.parse(required(properties, MEMBER)), identity, transport, new LazySettings(properties), codec);
        self.inheritPlaces(properties.get(PLACES));
        return self;
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new TransportException("The bootstrap lacks the property \"" + key + "\"");
        }
        return value;
    }

    private static ChildProgram decode(Member self, Peer parent, Frame start) {
        try {
            ChildProgram program = (ChildProgram) self.decode(start.body());
            if (program == null) {
                throw new TransportException("The START frame has no program");
            }
            parent.send(Head.empty().frame(FrameType.READY));
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

    /** Keeps the START frame for the main thread and hands all others to the member. */
    private static final class Inbox implements FrameHandler {
        final LinkedBlockingQueue<Frame> start = new LinkedBlockingQueue<>();
        private final Member self;
        private final Farewell farewell;

        Inbox(Member self, Farewell farewell) {
            this.self = self;
            this.farewell = farewell;
        }

        @Override
        public void frame(Frame frame) {
            if (frame.type() == FrameType.START) {
                start.add(frame);
            } else {
                self.router().receivedFromParent(frame);
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
