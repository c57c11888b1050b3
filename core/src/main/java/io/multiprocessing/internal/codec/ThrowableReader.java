package io.multiprocessing.internal.codec;

import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.internal.codec.compact.Source;
import io.multiprocessing.internal.codec.compact.Unreadable;
import io.multiprocessing.spi.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ThrowableWriter} wrote, and rebuilds the exceptions, causes first. */
final class ThrowableReader {
    private final Source in;
    private final Codec codec;
    private final ClassLoader loader;
    private final String remoteProcess;
    private final List<String> strings = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    ThrowableReader(ByteBuffer bytes, Codec codec, ClassLoader loader, String remoteProcess) {
        this.in = new Source(bytes);
        this.codec = codec;
        this.loader = loader;
        this.remoteProcess = remoteProcess;
    }

    /** One exception of the message: what is known of it, then itself. */
    private static final class Node {
        final String className;
        final @Nullable String message;
        final StackTraceElement[] frames;
        final int cause;
        final int[] suppressed;
        byte bodyKind;
        String reason = "";
        @Nullable ByteBuffer body;
        boolean isBeingBuilt;
        @Nullable Throwable built;

        Node(String className, @Nullable String message, StackTraceElement[] frames, int cause, int[] suppressed) {
            this.className = className;
            this.message = message;
            this.frames = frames;
            this.cause = cause;
            this.suppressed = suppressed;
        }
    }

    /** @throws RuntimeException when the bytes are damaged */
    Throwable read() {
        if (in.get() != ThrowableWriter.VERSION) {
            throw Unreadable.damaged("an exception of another version");
        }
        int count = in.count(1);
        if (count < 1 || count > ThrowableGraph.MAX_NODES) {
            throw Unreadable.damaged(count + " exceptions in one");
        }
        for (int i = 0; i < count; i++) {
            nodes.add(readFacts(count));
        }
        for (Node node : nodes) {
            readBody(node);
        }
        return build(0);
    }

    private Node readFacts(int count) {
        String className = string();
        String message = in.get() == 0 ? null : in.text();
        StackTraceElement[] frames = readFrames();
        int cause = checkedNumber(in.varint() - 1, count);
        int[] suppressed = new int[in.count(1)];
        for (int i = 0; i < suppressed.length; i++) {
            suppressed[i] = checkedNumber(in.varint(), count);
        }
        return new Node(className, message, frames, cause, suppressed);
    }

    private static int checkedNumber(int number, int count) {
        if (number < ThrowableGraph.NONE || number >= count) {
            throw Unreadable.damaged("exception number " + number + " of " + count);
        }
        return number;
    }

    private String string() {
        int number = in.varint();
        if (number < 0 || number > strings.size()) {
            throw Unreadable.damaged("string number " + number + " of " + strings.size());
        }
        if (number == 0) {
            strings.add(in.text());
            return strings.getLast();
        }
        return strings.get(number - 1);
    }

    private StackTraceElement[] readFrames() {
        List<StackTraceElement> frames = new ArrayList<>();
        for (byte kind = in.get(); kind != ThrowableWriter.END_OF_FRAMES; kind = in.get()) {
            if (kind == ThrowableWriter.FRAME) {
                frames.add(readFrame());
            } else if (kind == ThrowableWriter.FRAMES_LEFT_OUT) {
                frames.add(new StackTraceElement("...", in.varint() + " frames", "left out", -1));
            } else {
                throw Unreadable.damaged("a frame of kind " + kind);
            }
        }
        return frames.toArray(new StackTraceElement[0]);
    }

    private StackTraceElement readFrame() {
        String className = string();
        String method = string();
        String file = string();
        int line = in.varint() - 2;
        String module = string();
        return new StackTraceElement(
                emptyToNull(string()), emptyToNull(module), null, className, method, emptyToNull(file), line);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void readBody(Node node) {
        node.bodyKind = in.get();
        if (node.bodyKind == ThrowableWriter.NO_BODY) {
            node.reason = in.text();
        } else {
            node.body = in.slice();
        }
    }

    /** The exception of that number; for one that is being built, and so leads back to itself, a note that says so. */
    private Throwable build(int number) {
        if (number < 0 || number >= nodes.size()) {
            return note("... further exceptions were left out", "java.lang.Throwable", null);
        }
        Node node = nodes.get(number);
        if (node.built != null) {
            return node.built;
        } else if (node.isBeingBuilt) {
            return note("[circular reference to " + head(node) + "]", node.className, node.message);
        }
        node.isBeingBuilt = true;
        Throwable built = rebuild(node);
        if (built == null) {
            built = describe(node);
        }
        node.built = built;
        setFrames(built, node.frames);
        return built;
    }

    private static RemoteFailureException note(String text, String className, @Nullable String message) {
        RemoteFailureException note = new RemoteFailureException(text, className, message, null);
        note.setStackTrace(new StackTraceElement[0]);
        return note;
    }

    /** Null, with a reason, when the exception itself can't be had. */
    private @Nullable Throwable rebuild(Node node) {
        if (node.body == null) {
            node.reason = "it could not be serialised there: " + node.reason;
            return null;
        }
        try {
            Object value = node.bodyKind == ThrowableWriter.JAVA_BODY
                    ? deserialise(node.body)
                    : codec.decode(node.body, loader);
            if (value instanceof Throwable thrown) {
                return thrown;
            }
            node.reason = "it became " + (value == null ? "null" : "a " + value.getClass().getName()) + " here";
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error && !(e instanceof StackOverflowError)) {
                throw error;
            }
            node.reason = e instanceof ClassNotFoundException
                    ? "class " + e.getMessage() + " is unknown here"
                    : Unreadable.describe(e);
        }
        return null;
    }

    private @Nullable Object deserialise(ByteBuffer body) throws IOException, ClassNotFoundException {
        try (NodeInput stream = new NodeInput(body)) {
            return stream.readObject();
        }
    }

    private RemoteFailureException describe(Node node) {
        Throwable cause = node.cause == ThrowableGraph.NONE ? null : build(node.cause);
        RemoteFailureException failure = new RemoteFailureException(
                head(node) + " [thrown in " + remoteProcess + "; not rebuilt: " + node.reason + "]",
                node.className,
                node.message,
                cause);
        for (int number : node.suppressed) {
            Throwable suppressed = build(number);
            if (suppressed != failure) {
                failure.addSuppressed(suppressed);
            }
        }
        return failure;
    }

    private static String head(Node node) {
        return node.message == null ? node.className : node.className + ": " + node.message;
    }

    /** The method may be overridden. */
    static void setFrames(Throwable thrown, StackTraceElement[] frames) {
        try {
            thrown.setStackTrace(frames);
        } catch (RuntimeException | StackOverflowError e) {
            return; // it keeps the trace it has
        }
    }

    StackTraceElement[] rootFrames() {
        return nodes.getFirst().frames;
    }

    private final class NodeInput extends JavaInput {
        NodeInput(ByteBuffer body) throws IOException {
            super(body, loader);
            enableResolveObject(true);
        }

        @Override
        protected Object resolveObject(Object object) {
            return object instanceof ThrowableLink link ? build(link.number()) : object;
        }
    }
}
