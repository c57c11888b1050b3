package io.multiprocessing.internal.codec;

import io.multiprocessing.internal.codec.compact.CompactForm;
import io.multiprocessing.internal.codec.compact.JvmFilter;
import io.multiprocessing.internal.codec.compact.Sink;
import io.multiprocessing.internal.codec.compact.Unreadable;
import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.io.InvalidClassException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The path of every value that has no compact form. */
final class JavaSerialization {
    private JavaSerialization() {}

    /** @throws io.multiprocessing.NotSerializableTaskException when that fails, for whatever reason */
    static ByteBuffer encode(@Nullable Object value) {
        Sink sink = new Sink(Sink.MOST);
        sink.putByte(CompactForm.JAVA);
        JavaOutput out = null;
        try {
            out = new JavaOutput(sink);
            out.writeObject(value);
            out.flush();
            return sink.finish();
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error && !(e instanceof StackOverflowError)) {
                throw error;
            }
            throw Culprits.explain(value, e, out == null ? null : out.last());
        }
    }

    /** @param bytes what follows the tag */
    static @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) {
        Limits limits = null;
        try (JavaInput in = new JavaInput(bytes, loader)) {
            limits = in.limits();
            return in.readObject();
        } catch (Throwable e) {
            throw limits == null ? Unreadable.explain(e) : explain(e, limits);
        } finally {
            JvmFilter.codeHasRun();
        }
    }

    private static UnreadableValueException explain(Throwable thrown, Limits limits) {
        if (limits.exceeded() != null) {
            return new UnreadableValueException(
                    "A value is refused: " + limits.exceeded() + ". Put elements in a collection instead of chaining"
                            + " them, and send large data in parts.",
                    null,
                    thrown);
        }
        Class<?> type = limits.lastClass();
        boolean isByFilter = thrown instanceof InvalidClassException
                && thrown.getMessage() != null
                && thrown.getMessage().contains("REJECTED");
        return isByFilter && type != null ? Unreadable.filtered(type.getName()) : Unreadable.explain(thrown);
    }
}
