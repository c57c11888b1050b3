package io.multiprocessing.internal.launch;

import io.multiprocessing.spi.StandardPipes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** In a child: the pipes to the parent, wherever {@link JvmCommand} put them. */
public final class ParentStreams {
    static final String MOVED = "moved";
    static final String STANDARD = "standard";

    private ParentStreams() {}

    /**
     * Opens them, unbuffered. Reading begins with the {@link Bootstrap}; the output is the link's if the transport uses
     * the standard pipes, else it is not to be used.
     *
     * @param where the first argument of the child's main method
     */
    public static StandardPipes open(String where) throws IOException {
        if (where.equals(STANDARD)) {
            return new StandardPipes(
                    new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        }
        return new StandardPipes(new FileInputStream("/dev/fd/3"), new LazyFileOutput("/dev/fd/4"));
    }

    /** Opened at the first write: descriptor 4 exists only when the link rides on the standard pipes. */
    private static final class LazyFileOutput extends OutputStream {
        private final String path;
        private volatile @Nullable FileOutputStream file;

        LazyFileOutput(String path) {
            this.path = path;
        }

        private FileOutputStream file() throws IOException {
            FileOutputStream opened = file;
            if (opened == null) {
                opened = new FileOutputStream(path);
                file = opened;
            }
            return opened;
        }

        @Override
        public void write(int value) throws IOException {
            file().write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file().write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            FileOutputStream opened = file;
            if (opened != null) {
                opened.close();
            }
        }
    }
}
