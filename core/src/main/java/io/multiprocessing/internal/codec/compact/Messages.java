package io.multiprocessing.internal.codec.compact;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Protobuf messages in the compact form. Nothing else here refers to protobuf, so that only a message loads it. */
final class Messages {
    /** The default instance of a generated message's class. */
    private static final ClassValue<Prototype> PROTOTYPES = new ClassValue<>() {
        @Override
        protected Prototype computeValue(Class<?> type) {
            return new Prototype(find(type));
        }
    };

    private Messages() {}

    private record Prototype(@Nullable MessageLite message) {}

    private static @Nullable MessageLite find(Class<?> type) {
        try {
            Method method = type.getMethod("getDefaultInstance");
            return Modifier.isStatic(method.getModifiers())
                    && MessageLite.class.isAssignableFrom(type)
                    && method.invoke(null) instanceof MessageLite message
                    && message.getClass() == type
                            ? message
                            : null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** False when it is not a message that can be made again from its class and its bytes, or is met again. */
    static boolean write(ValueWriter writer, Sink out, Object value) {
        if (PROTOTYPES.get(value.getClass()).message() == null) {
            return false;
        }
        MessageLite message = (MessageLite) value;
        byte[] bytes = new byte[message.getSerializedSize()];
        CodedOutputStream coded = CodedOutputStream.newInstance(bytes);
        try {
            message.writeTo(coded);
        } catch (IOException e) {
            return false;
        }
        coded.checkNoSpaceLeft();
        if (bytes.length > ValueWriter.SMALL && !writer.isNew(value)) {
            return false;
        }
        out.putByte(Tag.MESSAGE);
        writer.writeType(value.getClass(), 0);
        out.putVarint(bytes.length);
        out.putArray(bytes, bytes.length, 1);
        return true;
    }

    static Object read(Class<?> type, ByteBuffer content) {
        MessageLite prototype = PROTOTYPES.get(type).message();
        if (prototype == null) {
            throw Unreadable.unusable(type.getName(), "it is not a protobuf message here");
        }
        try {
            return prototype.getParserForType().parsePartialFrom(CodedInputStream.newInstance(content));
        } catch (InvalidProtocolBufferException e) {
            throw Unreadable.ownCode(type.getName(), e);
        }
    }
}
