package io.multiprocessing.internal.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code System.out} and {@code System.err} in a child whose standard output pipe belongs to the link: both go to the
 * error pipe. Lines of {@code System.out} have a mark in front that only parent and child know, so that the parent can
 * tell them apart and nothing that user code prints can be mistaken for them. Each line is one write under a common
 * lock: longer than the 4 KiB that a pipe takes at once, lines of two threads would mix else.
 */
public final class MarkedOutput {
    private final FileOutputStream errorPipe = new FileOutputStream(FileDescriptor.err);
    private final Object writing = new Object();
    private final LineStream out;
    private final LineStream err;

    private MarkedOutput(String mark) {
        out = new LineStream(mark);
        err = new LineStream("");
    }

    /** Replaces both streams; {@link #finish} is to be called when the process ends. */
    public static MarkedOutput install(String mark) {
        MarkedOutput output = new MarkedOutput(mark);
        System.setOut(new PrintStream(output.out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(output.err, false, StandardCharsets.UTF_8));
        return output;
    }

    /** Completes unfinished lines: at the end of the process. */
    public void finish() {
        out.finish();
        err.finish();
    }

    /** Collects bytes until a line is whole, or as long as lines may be. */
    private final class LineStream extends OutputStream {
        private final int markLength;
        private byte[] line = new byte[1 << 10];
        private int filled;

        LineStream(String mark) {
            byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(bytes, 0, line, 0, bytes.length);
            markLength = bytes.length;
            filled = markLength;
        }

        @Override
        public void write(int value) throws IOException {
            synchronized (writing) {
                add((byte) value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (writing) {
                for (int i = offset; i < offset + length; i++) {
                    add(bytes[i]);
                }
            }
        }

        private void add(byte value) throws IOException {
            if (filled + 1 >= line.length) {
                line = Arrays.copyOf(line, Math.min(2 * line.length, OutputPump.MAX_LINE_BYTES));
            }
            line[filled++] = value;
            if (value == '\n') {
                writeLine();
            } else if (filled == OutputPump.MAX_LINE_BYTES - 1) {
                line[filled++] = '\n';
                writeLine();
            }
        }

        private void writeLine() throws IOException {
            errorPipe.write(line, 0, filled);
            filled = markLength;
        }

        /** An unfinished line waits for its end: completing it here would tear it apart. */
        @Override
        public void flush() {}

        void finish() {
            synchronized (writing) {
                if (filled > markLength) {
                    try {
                        add((byte) '\n');
                    } catch (IOException e) {
                        // The parent is gone, and with it everybody who could read the line.
                    }
                }
            }
        }
    }
}
