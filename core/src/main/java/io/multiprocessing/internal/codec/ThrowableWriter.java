package io.multiprocessing.internal.codec;

import io.multiprocessing.internal.codec.compact.Sink;
import io.multiprocessing.internal.codec.compact.Texts;
import io.multiprocessing.internal.codec.compact.Unreadable;
import io.multiprocessing.spi.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception: first the facts of each in the graph, which every process can read, then the exceptions
 * themselves, as far as they can be serialised and there is room. Text and varint are as in {@link StandardCodec}.
 *
 * <pre>
 *  int8 version | varint nodes | facts of each node | body of each node
 *
 *  facts   string class | message: int8 0, or 1 and text
 *          frames: any number of 1 frame, 2 varint (so many left out), then 0
 *          varint cause + 1 | varint count | varint suppressed...      as numbers of nodes
 *  frame   string class | string method | string file | varint line + 2 | string module | string class loader
 *  string  varint 0 text (gets the next number), or its number; a missing one is empty
 *  body    0 text: why there is none | 1 varint length: a Java serialization stream, other nodes in it being links
 *          2 varint length: what the codec made of it, with all that it refers to
 * </pre>
 */
final class ThrowableWriter {
    static final byte VERSION = 1;
    static final byte NO_BODY = 0;
    static final byte JAVA_BODY = 1;
    static final byte CODEC_BODY = 2;
    static final byte END_OF_FRAMES = 0;
    static final byte FRAME = 1;
    static final byte FRAMES_LEFT_OUT = 2;

    static final int MAX_BYTES = 1 << 20;
    static final int MAX_MESSAGE_BYTES = 64 << 10;
    static final int MAX_FRAMES = 512;

    private static final int MAX_FACTS_BYTES = 640 << 10;
    private static final int MAX_BODY_BYTES = 256 << 10;
    private static final int MAX_NAME = 512;
    private static final int MAX_REASON = 300;

    /** What a node may add to the message when its text and frames are left out. */
    private static final int NODE_RESERVE = 2 << 10;

    /** Of a long stack trace, so many frames from the end are kept: they tell how it began. */
    private static final int LAST_FRAMES = 128;

    private static final StackTraceElement[] NO_FRAMES = {};

    private final ThrowableGraph graph;
    private final Codec codec;
    private final Sink out = new Sink(MAX_BYTES);
    private final Map<String, Integer> strings = new HashMap<>();

    ThrowableWriter(Throwable root, Codec codec) {
        this.graph = new ThrowableGraph(root);
        this.codec = codec;
    }

    ByteBuffer write() {
        out.putByte(VERSION);
        out.putVarint(graph.nodes().size());
        for (Throwable node : graph.nodes()) {
            writeFacts(node);
        }
        for (Throwable node : graph.nodes()) {
            writeBody(node);
        }
        return out.finish();
    }

    private int roomForFacts() {
        return (int) (MAX_FACTS_BYTES - out.size());
    }

    private void writeFacts(Throwable node) {
        putString(node.getClass().getName());
        String message = ThrowableGraph.messageOf(node);
        out.putByte(message == null ? 0 : 1);
        if (message != null) {
            int bytes = Math.min(MAX_MESSAGE_BYTES, Math.max(roomForFacts() / 4, 0));
            out.putText(Texts.shortenedToBytes(message, bytes));
        }
        writeFrames(ThrowableGraph.framesOf(node));
        out.putVarint(graph.causeNumber(node) + 1);
        int[] suppressed = suppressedNumbers(node);
        out.putVarint(suppressed.length);
        for (int number : suppressed) {
            out.putVarint(number);
        }
    }

    private int[] suppressedNumbers(Throwable node) {
        Throwable[] suppressed = ThrowableGraph.suppressedOf(node);
        int[] numbers = new int[suppressed.length];
        int count = 0;
        for (int i = 0; i < suppressed.length && count < ThrowableGraph.MAX_SUPPRESSED; i++) {
            Integer number = graph.numberOf(suppressed[i]);
            if (number != null && number != ThrowableGraph.NONE) {
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private void writeFrames(StackTraceElement[] frames) {
        int reserve = ThrowableGraph.MAX_NODES * NODE_RESERVE;
        int leftOut = 0;
        for (int i = 0; i < frames.length; i++) {
            boolean isMiddle = frames.length > MAX_FRAMES
                    && i >= MAX_FRAMES - LAST_FRAMES
                    && i < frames.length - LAST_FRAMES;
            if (isMiddle || frames[i] == null || roomForFacts() < reserve) {
                leftOut++;
            } else {
                leftOut = putLeftOut(leftOut);
                writeFrame(frames[i]);
            }
        }
        putLeftOut(leftOut);
        out.putByte(END_OF_FRAMES);
    }

    private int putLeftOut(int count) {
        if (count > 0) {
            out.putByte(FRAMES_LEFT_OUT);
            out.putVarint(count);
        }
        return 0;
    }

    /** Without the names of the JDK's own class loaders and the versions of modules, as it would be printed. */
    private void writeFrame(StackTraceElement frame) {
        out.putByte(FRAME);
        putString(frame.getClassName());
        putString(frame.getMethodName());
        putString(frame.getFileName());
        out.putVarint(frame.getLineNumber() + 2);
        putString(frame.getModuleName());
        String loader = frame.getClassLoaderName();
        putString("app".equals(loader) || "platform".equals(loader) ? null : loader);
    }

    private void putString(@Nullable String text) {
        String shown = text == null ? "" : Texts.shortened(text, MAX_NAME);
        Integer number = strings.get(shown);
        if (number == null) {
            strings.put(shown, strings.size() + 1);
            out.putVarint(0);
            out.putText(shown);
        } else {
            out.putVarint(number);
        }
    }

    private void writeBody(Throwable node) {
        boolean isStandard = codec instanceof StandardCodec;
        int room = (int) Math.min(MAX_BODY_BYTES, MAX_BYTES - out.size() - ThrowableGraph.MAX_NODES * NODE_RESERVE);
        ByteBuffer body;
        try {
            if (isStandard) {
                body = serialise(node, room);
            } else if (node == graph.nodes().getFirst()) {
                body = codec.encode(node);
            } else {
                putReason("it is a part of another one");
                return;
            }
        } catch (Throwable e) {
            putReason(Unreadable.describe(e));
            return;
        }
        if (body.remaining() > room) {
            putReason("it takes more than " + room + " bytes");
            return;
        }
        out.putByte(isStandard ? JAVA_BODY : CODEC_BODY);
        out.putVarint(body.remaining());
        out.putBuffer(body);
    }

    private void putReason(String reason) {
        out.putByte(NO_BODY);
        out.putText(Texts.shortened(reason, MAX_REASON));
    }

    private ByteBuffer serialise(Throwable node, int room) throws IOException {
        Sink sink = new Sink(Math.max(room, 0));
        NodeOutput stream = new NodeOutput(sink, node, graph);
        stream.writeObject(node);
        stream.flush();
        return sink.finish();
    }

    /** One exception without what the facts say anyway, and with links in the place of the others. */
    private static final class NodeOutput extends JavaOutput {
        private final Throwable node;
        private final ThrowableGraph graph;
        private final StackTraceElement[] frames;

        NodeOutput(Sink sink, Throwable node, ThrowableGraph graph) throws IOException {
            super(sink);
            this.node = node;
            this.graph = graph;
            this.frames = ThrowableGraph.framesOf(node);
        }

        @Override
        protected @Nullable Object replaceObject(Object object) throws IOException {
            if (object instanceof Throwable other && other != node) {
                Integer number = graph.numberOf(other);
                return number == null ? other : new ThrowableLink(number);
            } else if (object instanceof String text) {
                return Texts.shortenedToBytes(text, MAX_MESSAGE_BYTES);
            } else if (object instanceof StackTraceElement[] trace && Arrays.equals(trace, frames)) {
                return NO_FRAMES;
            }
            return super.replaceObject(object);
        }
    }
}
