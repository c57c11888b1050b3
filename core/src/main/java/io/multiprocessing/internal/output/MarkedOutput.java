package io.multiprocessing.internal.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code System.out} in a child whose standard output pipe belongs to the link: lines go to the error pipe, each with a
 * mark in front that only parent and child know, so that the parent can tell them from error output and nothing that user
 * code prints can be mistaken for them. Each line is one write, so lines of several threads don't mix.
 */
public final class MarkedOutput extends OutputStream {
    private final FileOutputStream target = new FileOutputStream(FileDescriptor.err);
    private final byte[] line = new byte[OutputPump.MAX_LINE_BYTES];
    private final int markLength;
    private int filled;

    private MarkedOutput(String mark) {
        byte[] bytes = mark.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, line, 0, bytes.length);
        markLength = bytes.length;
        filled = markLength;
    }

    /** Replaces {@code System.out}; the result's {@link #finish} is to be called when the process ends. */
    public static MarkedOutput install(String mark) {
        MarkedOutput output = new MarkedOutput(mark);
        System.setOut(new PrintStream(output, false, StandardCharsets.UTF_8));
        return output;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        line[filled++] = (byte) value;
        if (value == '\n') {
            writeLine();
        } else if (filled == line.length - 1) {
            line[filled++] = '\n';
            writeLine();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    private void writeLine() throws IOException {
        target.write(line, 0, filled);
        filled = markLength;
    }

    /** An unfinished line waits for its end: completing it here would tear it apart. */
    @Override
    public void flush() {}

    /** Completes an unfinished line: at the end of the process. */
    public synchronized void finish() {
        if (filled > markLength) {
            line[filled++] = '\n';
            try {
                writeLine();
            } catch (IOException e) {
                // The parent is gone, and with it everybody who could read the line.
            }
        }
    }
}
