package io.multiprocessing.internal.codec;

import com.google.protobuf.Timestamp;
import io.multiprocessing.internal.codec.Samples.AllKinds;
import io.multiprocessing.internal.codec.Samples.Colour;
import io.multiprocessing.internal.codec.Samples.Holder;
import io.multiprocessing.internal.codec.Samples.NoComponents;
import io.multiprocessing.internal.codec.Samples.Plain;
import io.multiprocessing.internal.codec.Samples.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes values of every kind, the same for the same seed. */
final class RandomGraphs {
    private final Random random;
    private final boolean withPlain;
    private int budget;

    /** @param withPlain whether there may be objects that only Java serialization takes */
    RandomGraphs(long seed, boolean withPlain) {
        this.random = new Random(seed);
        this.withPlain = withPlain;
    }

    @Nullable Object next() {
        budget = 300;
        return value(6);
    }

    private @Nullable Object value(int depth) {
        if (depth == 0 || --budget < 0 || random.nextInt(3) == 0) {
            return leaf();
        }
        return switch (random.nextInt(withPlain ? 16 : 15)) {
            case 0 -> new ArrayList<>(values(depth));
            case 1 -> Collections.unmodifiableList(values(depth)).stream().toList();
            case 2 -> List.copyOf(keys());
            case 3 -> new HashSet<>(keys());
            case 4 -> new LinkedHashSet<>(keys());
            case 5 -> Set.copyOf(keys());
            case 6 -> new HashMap<>(map(depth));
            case 7 -> map(depth);
            case 8 -> Map.of(key(), List.of(key(), key(), key()));
            case 9 -> values(depth).toArray();
            case 10 -> Optional.ofNullable(value(depth - 1));
            case 11 -> new Holder(value(depth - 1));
            case 12 -> array();
            case 13 -> new String[] {string(), null, string()};
            case 14 -> ByteBuffer.wrap(bytes());
            default -> new Plain(string(), value(depth - 1));
        };
    }

    private List<Object> values(int depth) {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            values.add(value(depth - 1));
        }
        return values;
    }

    private Set<Object> keys() {
        Set<Object> keys = new LinkedHashSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            keys.add(key());
        }
        return keys;
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Object key : keys()) {
            map.put(key, value(depth - 1));
        }
        return map;
    }

    private Object key() {
        return switch (random.nextInt(4)) {
            case 0 -> string();
            case 1 -> random.nextLong();
            case 2 -> new Point(random.nextInt(), random.nextInt());
            default -> Colour.values()[random.nextInt(2)];
        };
    }

    private String string() {
        char[] chars = new char[random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(12)];
        int bound = random.nextBoolean() ? 128 : random.nextBoolean() ? 256 : 65536;
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) random.nextInt(bound);
        }
        return new String(chars);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(5000) : random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Object array() {
        int length = random.nextInt(40);
        return switch (random.nextInt(6)) {
            case 0 -> bytes();
            case 1 -> random.ints(length).toArray();
            case 2 -> random.longs(length).toArray();
            case 3 -> random.doubles(length).toArray();
            case 4 -> string().toCharArray();
            default -> new boolean[] {random.nextBoolean(), random.nextBoolean()};
        };
    }

    private @Nullable Object leaf() {
        return switch (random.nextInt(17)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) random.nextInt();
            case 3 -> (short) random.nextInt();
            case 4 -> (char) random.nextInt();
            case 5 -> random.nextInt();
            case 6 -> random.nextLong();
            case 7 -> Float.intBitsToFloat(random.nextInt());
            case 8 -> random.nextGaussian();
            case 9 -> new BigInteger(random.nextInt(200), random);
            case 10 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt());
            case 11 -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
            case 12 -> Instant.ofEpochMilli(random.nextLong());
            case 13 -> new UUID(random.nextLong(), random.nextLong());
            case 14 -> new AllKinds(
                    random.nextBoolean(), (byte) random.nextInt(), (short) random.nextInt(), (char) random.nextInt(),
                    random.nextInt(), random.nextLong(), random.nextFloat(), random.nextDouble(), string(),
                    Colour.GREEN);
            case 15 -> Timestamp.newBuilder().setSeconds(random.nextLong()).build();
            default -> random.nextBoolean() ? string() : new NoComponents();
        };
    }

    /** Equality of values and classes through arrays, which know none, and whatever holds them. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        } else if (a.getClass() != b.getClass()) {
            return false;
        } else if (a instanceof Object[] one && b instanceof Object[] other) {
            return sameInOrder(Arrays.asList(one), Arrays.asList(other));
        } else if (a.getClass().isArray()) {
            return Arrays.deepEquals(new Object[] {a}, new Object[] {b});
        } else if (a instanceof List<?> one && b instanceof List<?> other) {
            return sameInOrder(one, other);
        } else if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.entrySet().stream().allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())));
        } else if (a instanceof Optional<?> one && b instanceof Optional<?> other) {
            return same(one.orElse(null), other.orElse(null));
        } else if (a instanceof Holder one && b instanceof Holder other) {
            return same(one.content(), other.content());
        } else if (a instanceof Plain one && b instanceof Plain other) {
            return one.name.equals(other.name) && same(one.next, other.next);
        }
        return a.equals(b);
    }

    private static boolean sameInOrder(List<?> one, List<?> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
