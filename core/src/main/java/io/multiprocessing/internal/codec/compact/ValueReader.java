package io.multiprocessing.internal.codec.compact;

import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one value in the compact form. Used once. */
final class ValueReader {
    private final Source in;
    private final ClassLoader loader;
    private @Nullable List<Object> numbered;

    ValueReader(ByteBuffer bytes, ClassLoader loader) {
        this.in = new Source(bytes);
        this.loader = loader;
    }

    /** @throws UnreadableValueException when the bytes are no value, or one that can't be rebuilt here */
    @Nullable Object read() {
        try {
            Object value = read(0);
            if (in.remaining() > 0) {
                throw Unreadable.damaged("the value ends " + in.remaining() + " bytes before its message");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw Unreadable.damaged("the message ends before its value");
        }
    }

    private @Nullable Object read(int depth) {
        int tag = in.get();
        if (Tag.isScalar(tag)) {
            return readScalar(tag);
        } else if (Tag.isPrimitiveArray(tag)) {
            return in.primitives(tag);
        } else if (tag == Tag.ENUM) {
            return readEnum();
        } else if (depth == ValueWriter.MAX_DEPTH) {
            throw Unreadable.damaged("values nest deeper than " + ValueWriter.MAX_DEPTH);
        }
        return switch (tag) {
            case Tag.OPTIONAL -> Optional.ofNullable(read(depth + 1));
            case Tag.RECORD -> readRecord(depth);
            case Tag.MESSAGE -> {
                Class<?> type = readClass();
                yield Messages.read(type, in.slice());
            }
            case Tag.LAMBDA -> readLambda(depth);
            case Tag.BYTE_BUFFER -> readBuffer();
            case Tag.OBJECTS -> readElements(depth);
            case Tag.STRINGS -> readStrings();
            case Tag.HASH_MAP, Tag.LINKED_HASH_MAP -> readMap(tag, depth);
            case Tag.MAP_OF -> readMapOf(depth);
            case Tag.LIST_OF, Tag.LIST_WITH_NULLS, Tag.SET_OF -> readImmutable(tag, depth);
            default -> readCollection(tag, depth);
        };
    }

    private @Nullable Object readScalar(int tag) {
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.FALSE -> Boolean.FALSE;
            case Tag.TRUE -> Boolean.TRUE;
            case Tag.BYTE -> in.get();
            case Tag.SHORT -> in.getShort();
            case Tag.CHAR -> in.getChar();
            case Tag.INT -> in.getInt();
            case Tag.LONG -> in.getLong();
            case Tag.FLOAT -> Float.intBitsToFloat(in.getInt());
            case Tag.DOUBLE -> Double.longBitsToDouble(in.getLong());
            case Tag.STRING -> in.text();
            case Tag.BIG_INTEGER -> in.bigInteger();
            case Tag.BIG_DECIMAL -> {
                int scale = in.getInt();
                yield new BigDecimal(in.bigInteger(), scale);
            }
            case Tag.DURATION -> Duration.ofSeconds(in.getLong(), in.nanos());
            case Tag.INSTANT -> Instant.ofEpochSecond(in.getLong(), in.nanos());
            case Tag.UUID -> new UUID(in.getLong(), in.getLong());
            default -> throw unknownTag(tag);
        };
    }

    private static UnreadableValueException unknownTag(int tag) {
        return Unreadable.damaged("a value of the unknown kind " + tag);
    }

    private Object readEnum() {
        int number = in.varint();
        return number == 0 ? number(Classes.enumConstant(readClass(), in.text())) : numbered(number, Enum.class);
    }

    private Class<?> readClass() {
        int number = in.varint();
        if (number != 0) {
            return numbered(number, Class.class);
        }
        Class<?> type = Classes.find(in.text(), loader);
        Classes.checkFingerprint(type, in.getInt());
        return number(type);
    }

    /** Gives the next number to a class, an enum's constant or a lambda's form. */
    private <T> T number(T typeOrConstant) {
        if (numbered == null) {
            numbered = new ArrayList<>();
        }
        numbered.add(typeOrConstant);
        return typeOrConstant;
    }

    private <T> T numbered(int number, Class<T> kind) {
        Object found = numbered == null || number < 0 || number > numbered.size() ? null : numbered.get(number - 1);
        if (!kind.isInstance(found)) {
            throw Unreadable.damaged("number " + number + " was not given to a " + kind.getSimpleName());
        }
        return kind.cast(found);
    }

    private @Nullable Object readRecord(int depth) {
        Class<?> type = readClass();
        RecordShape shape = TypeInfo.of(type).record;
        if (shape == null) {
            throw Unreadable.unusable(type.getName(), "it is not a serialisable record that this library may make");
        }
        byte[] primitives = shape.primitives;
        @Nullable Object[] arguments = new @Nullable Object[primitives.length];
        for (int i = 0; i < primitives.length; i++) {
            arguments[i] = switch (primitives[i]) {
                case Tag.NULL -> read(depth + 1);
                case Tag.FALSE -> in.get() != 0;
                default -> readScalar(primitives[i]);
            };
        }
        return Classes.construct(type, shape, arguments);
    }

    private Object readLambda(int depth) {
        int number = in.varint();
        LambdaForm.Head form = number == 0
                ? number(LambdaForm.Head.of(in.slice()))
                : numbered(number, LambdaForm.Head.class);
        return LambdaForm.putTogether(form, loader, readElements(depth));
    }

    private ByteBuffer readBuffer() {
        int flags = in.get();
        ByteBuffer buffer = ByteBuffer.wrap(in.bytes());
        if ((flags & 1) != 0) {
            buffer = buffer.asReadOnlyBuffer();
        }
        return buffer.order((flags & 2) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private @Nullable Object[] readElements(int depth) {
        @Nullable Object[] elements = new @Nullable Object[in.count(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = read(depth + 1);
        }
        return elements;
    }

    private @Nullable String[] readStrings() {
        @Nullable String[] elements = new @Nullable String[in.count(1)];
        for (int i = 0; i < elements.length; i++) {
            int tag = in.get();
            if (tag != Tag.NULL && tag != Tag.STRING) {
                throw unknownTag(tag);
            }
            elements[i] = tag == Tag.NULL ? null : in.text();
        }
        return elements;
    }

    private Collection<@Nullable Object> readCollection(int tag, int depth) {
        if (tag != Tag.ARRAY_LIST && tag != Tag.HASH_SET && tag != Tag.LINKED_HASH_SET) {
            throw unknownTag(tag);
        }
        int size = in.count(1);
        Collection<@Nullable Object> elements;
        if (tag == Tag.ARRAY_LIST) {
            elements = new ArrayList<>(size);
        } else {
            elements = tag == Tag.HASH_SET ? HashSet.newHashSet(size) : LinkedHashSet.newLinkedHashSet(size);
        }
        for (int i = 0; i < size; i++) {
            elements.add(read(depth + 1));
        }
        return elements;
    }

    private Object readImmutable(int tag, int depth) {
        @Nullable Object[] elements = readElements(depth);
        if (tag == Tag.LIST_WITH_NULLS) {
            return Arrays.stream(elements).toList();
        }
        requireNoNulls(elements);
        return tag == Tag.LIST_OF ? List.of(elements) : Set.of(elements);
    }

    @SuppressWarnings("NullAway") // that there is no null is what it finds out
    private static void requireNoNulls(@Nullable Object[] elements) {
        for (Object element : elements) {
            if (element == null) {
                throw Unreadable.damaged("a null in a collection that can't hold one");
            }
        }
    }

    private Map<@Nullable Object, @Nullable Object> readMap(int tag, int depth) {
        int size = in.count(2);
        Map<@Nullable Object, @Nullable Object> map =
                tag == Tag.HASH_MAP ? HashMap.newHashMap(size) : LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            Object key = read(depth + 1);
            map.put(key, read(depth + 1));
        }
        return map;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Map<?, ?> readMapOf(int depth) {
        Map.Entry[] entries = new Map.Entry[in.count(2)];
        for (int i = 0; i < entries.length; i++) {
            Object key = read(depth + 1);
            Object value = read(depth + 1);
            if (key == null || value == null) {
                throw Unreadable.damaged("a null in a map that can't hold one");
            }
            entries[i] = Map.entry(key, value);
        }
        return Map.ofEntries(entries);
    }
}
