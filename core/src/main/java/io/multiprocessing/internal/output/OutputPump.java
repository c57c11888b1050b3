package io.multiprocessing.internal.output;

import io.multiprocessing.OutputHandler;
import io.multiprocessing.OutputHandler.OutputLine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a child prints to this process's own streams or to the user's handler, whole line by whole line. A line
 * that is longer than {@link #MAX_LINE_BYTES} goes in pieces; one that is not ended when the stream ends is completed.
 */
public final class OutputPump {
    static final int MAX_LINE_BYTES = 64 << 10;
    private final InputStream source;
    private final OutputHandler.Stream stream;
    private final Supplier<String> processName;
    private final long pid;
    private final OutputTarget target;
    private final ErrorTail tail;
    private final byte @Nullable [] outMark;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Prepares to pump.
     *
     * @param processName asked for each line, since a process may be given its name late
     * @param outMark begins lines on the error stream that were printed to {@code System.out}: see {@link
     *     MarkedOutput}; null when standard output has a pipe of its own
     */
    public OutputPump(
            InputStream source,
            OutputHandler.Stream stream,
            Supplier<String> processName,
            long pid,
            OutputTarget target,
            ErrorTail tail,
            @Nullable String outMark) {
        this.source = source;
        this.stream = stream;
        this.processName = processName;
        this.pid = pid;
        this.target = target;
        this.tail = tail;
        this.outMark = outMark == null ? null : outMark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Begins; the result completes when the stream has ended. */
    public CompletableFuture<Void> start() {
        Thread thread = new Thread(null, this::pump, "mp-output-" + processName.get(), 0, false);
        thread.setDaemon(true);
        thread.start();
        return ended;
    }

    private void pump() {
        byte[] line = new byte[MAX_LINE_BYTES];
        int filled = 0;
        byte[] buffer = new byte[8 << 10];
        try {
            for (int got = source.read(buffer); got >= 0; got = source.read(buffer)) {
                for (int i = 0; i < got; i++) {
                    byte next = buffer[i];
                    if (next == '\n') {
                        forward(line, filled);
                        filled = 0;
                    } else {
                        line[filled++] = next;
                        if (filled == line.length) {
                            forward(line, filled);
                            filled = 0;
                        }
                    }
                }
            }
        } catch (IOException e) {
            // The stream was closed with its process; what came is forwarded below.
        } finally {
            if (filled > 0) {
                forward(line, filled);
            }
            ended.complete(null);
        }
    }

    private void forward(byte[] line, int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        boolean marked = outMark != null && startsWith(line, end, outMark);
        int start = marked && outMark != null ? outMark.length : 0;
        String text = new String(line, start, end - start, StandardCharsets.UTF_8);
        deliver(marked ? OutputHandler.Stream.OUT : stream, text);
    }

    private static boolean startsWith(byte[] line, int length, byte[] mark) {
        return length >= mark.length && java.util.Arrays.equals(line, 0, mark.length, mark, 0, mark.length);
    }

    private void deliver(OutputHandler.Stream printedTo, String text) {
        if (printedTo == OutputHandler.Stream.ERR || ErrorTail.isJvmError(text)) {
            tail.add(text);
        }
        try {
            target.accept(new OutputLine(processName.get(), pid, printedTo, text));
        } catch (RuntimeException e) {
            System.getLogger("io.multiprocessing")
                    .log(System.Logger.Level.WARNING, "The output handler failed on a line of " + processName.get(), e);
        }
    }
}
