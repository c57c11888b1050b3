package io.multiprocessing.internal.codec;

import io.multiprocessing.spi.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Java serialization. */
public final class StandardCodec implements Codec {
    @Override
    public ByteBuffer encode(@Nullable Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Culprits.explain(value, e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try (var in = new LoaderInput(new ByteArrayInputStream(copy), loader)) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new UnreadableValueException(
                    "A value's class is unknown in this process: " + e.getMessage(), e.getMessage(), e);
        } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
            throw new UnreadableValueException("A value can't be rebuilt in this process: " + e, null, e);
        }
    }

    private static final class LoaderInput extends ObjectInputStream {
        private final ClassLoader loader;

        LoaderInput(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}
