package io.multiprocessing.internal.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Java serialization that takes what the compact form takes, and remembers the object it failed at. */
class JavaOutput extends ObjectOutputStream {
    private @Nullable Object last;

    JavaOutput(OutputStream out) throws IOException {
        super(out);
        enableReplaceObject(true);
    }

    /** The object that was about to be written when an exception ended the attempt. */
    @Nullable Object last() {
        return last;
    }

    /** Called once for each object, just before it is written or found to be not serialisable. */
    @Override
    protected @Nullable Object replaceObject(Object object) throws IOException {
        last = object;
        if (object instanceof Optional<?> optional) {
            return StandIn.of(optional);
        }
        return object instanceof ByteBuffer buffer ? StandIn.of(buffer) : object;
    }
}
