package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static io.multiprocessing.internal.codec.RoundTrips.LOADER;
import static io.multiprocessing.internal.codec.RoundTrips.bytesOf;
import static io.multiprocessing.internal.codec.RoundTrips.copy;
import static io.multiprocessing.internal.codec.RoundTrips.isCompact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Timestamp;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.internal.codec.Samples.AllKinds;
import io.multiprocessing.internal.codec.Samples.Colour;
import io.multiprocessing.internal.codec.Samples.Holder;
import io.multiprocessing.internal.codec.Samples.Masked;
import io.multiprocessing.internal.codec.Samples.NoComponents;
import io.multiprocessing.internal.codec.Samples.Order;
import io.multiprocessing.internal.codec.Samples.Plain;
import io.multiprocessing.internal.codec.Samples.Point;
import io.multiprocessing.internal.codec.compact.CompactForm;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandardCodecTest {
    @TempDir
    Path directory;

    static Stream<Object> valuesWithACompactForm() {
        return Stream.of(
                true,
                false,
                (byte) -128,
                Short.MIN_VALUE,
                'ß',
                Character.MAX_VALUE,
                0,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                Float.MIN_VALUE,
                Float.NaN,
                -0.0,
                Double.NEGATIVE_INFINITY,
                "",
                "plain",
                "Größe",
                "漢字 and \uD83D\uDE00",
                "lone surrogate \uD800 here",
                "x".repeat(100_000),
                "漢".repeat(100_001),
                BigInteger.ZERO,
                BigInteger.ONE.negate().shiftLeft(1000),
                new BigDecimal("-123.4567890123456789"),
                new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                Duration.ofNanos(-1),
                Duration.ofSeconds(Long.MIN_VALUE),
                Instant.MIN,
                Instant.MAX,
                Instant.ofEpochSecond(-1, 999_999_999),
                UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                Optional.empty(),
                Optional.of(List.of("x")),
                Colour.RED,
                Colour.GREEN,
                new Point(1, -1),
                new NoComponents(),
                new AllKinds(true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, null, Colour.GREEN),
                Order.number(7),
                new Holder(new Holder(List.of(new Point(1, 2)))),
                new ArrayList<>(Arrays.asList(1, null, "x")),
                new ArrayList<>(),
                List.of(),
                List.of(1),
                List.of(1, 2),
                List.of(1, 2, 3),
                Stream.of(1, null, 3).toList(),
                Stream.of(1, 2, 3).toList(),
                Stream.of(1).toList(),
                Stream.of().toList(),
                new HashSet<>(Arrays.asList("a", null, 3)),
                new LinkedHashSet<>(List.of("z", "y", "a", 3)),
                Set.of(),
                Set.of(1),
                Set.of(1, 2),
                Set.of(1, 2, 3),
                new HashMap<>(Map.of("k", List.of(1))),
                new HashMap<>(Collections.singletonMap(null, null)),
                new LinkedHashMap<>(Map.of(1, "a", 2, "b")),
                Map.of(),
                Map.of("k", 1),
                Map.of("k", 1, Colour.RED, 2),
                Timestamp.newBuilder().setSeconds(5).build(),
                Timestamp.getDefaultInstance(),
                Timestamp.getDescriptor().getFile().toProto(),
                ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @ParameterizedTest
    @MethodSource("valuesWithACompactForm")
    void keepsValueAndClassInTheCompactForm(Object value) {
        assertThat(isCompact(value)).isTrue();
        Object copy = copy(value);
        assertThat(copy).isEqualTo(value);
        assertThat(copy.getClass()).isEqualTo(value.getClass());
    }

    @ParameterizedTest
    @MethodSource("valuesWithACompactForm")
    void keepsTheSameValuesThroughJavaSerialization(Object value) {
        Plain around = new Plain("around", value);
        assertThat(isCompact(around)).isFalse();
        Object copy = copy(around).next;
        assertThat(copy).isEqualTo(value);
        assertThat(copy.getClass()).isEqualTo(value.getClass());
    }

    static Stream<Object> arrays() {
        return Stream.of(0, 3, 1025, 100_001).flatMap(length -> {
            byte[] bytes = new byte[length];
            boolean[] booleans = new boolean[length];
            short[] shorts = new short[length];
            char[] chars = new char[length];
            int[] ints = new int[length];
            long[] longs = new long[length];
            float[] floats = new float[length];
            double[] doubles = new double[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) i;
                booleans[i] = i % 3 == 0;
                shorts[i] = (short) -i;
                chars[i] = (char) i;
                ints[i] = i * 0x01010101;
                longs[i] = i * 0x0101010101010101L;
                floats[i] = i / 3f;
                doubles[i] = -i / 3d;
            }
            return Stream.<Object>of(bytes, booleans, shorts, chars, ints, longs, floats, doubles);
        });
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void keepsPrimitiveArrays(Object array) {
        assertThat(isCompact(array)).isTrue();
        assertThat(Arrays.deepEquals(new Object[] {copy(array)}, new Object[] {array})).isTrue();
        Object[] around = {"before", array, "after", List.of(1)};
        assertThat(copy(around)).isEqualTo(around);
    }

    @Test
    void keepsNullAndArraysOfObjectsAndStrings() {
        assertThat(RoundTrips.<Object>copy(null)).isNull();
        assertThat(copy(new Object[] {1, null, new String[] {"a", null}})).isEqualTo(new Object[] {
            1, null, new String[] {"a", null}
        });
        assertThat(copy(new String[] {"a", null})).isExactlyInstanceOf(String[].class).containsExactly("a", null);
    }

    interface Hidden {}

    record Echo(String text) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return text;
        }
    }

    @Nested
    class CollectionKinds {
        @Test
        void staysImmutableWhereItWas() {
            for (Object value : List.of(List.of(1, 2, 3), Stream.of(1, 2).toList(), Set.of(1), Map.of(1, 2))) {
                Object copy = copy(value);
                if (copy instanceof Map<?, ?> map) {
                    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
                } else {
                    assertThatThrownBy(((java.util.Collection<?>) copy)::clear)
                            .isInstanceOf(UnsupportedOperationException.class);
                }
            }
        }

        @Test
        void knowsListsThatMayBeAskedForNull() {
            assertThat(copy(Stream.of(1, 2, 3).toList()).contains(null)).isFalse();
            assertThat(copy(Stream.of().toList()).contains(null)).isFalse();
            assertThatThrownBy(() -> copy(List.of(1, 2, 3)).contains(null)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> copy(List.of()).contains(null)).isInstanceOf(NullPointerException.class);
        }

        @Test
        void keepsTheOrderOfLinkedCollections() {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                order.add(i * 7919 % 1000);
            }
            Map<Integer, Integer> map = new LinkedHashMap<>();
            order.forEach(i -> map.put(i, -i));
            assertThat(copy(new LinkedHashSet<>(order))).containsExactlyElementsOf(order);
            assertThat(copy(map).keySet()).containsExactlyElementsOf(order);
        }

        @Test
        void keepsTheAccessOrderOfAMap() {
            for (int size : new int[] {0, 1, 2, 10}) {
                Map<Object, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
                for (int i = 0; i < size; i++) {
                    map.put(i, i);
                }
                Map<Object, Integer> copy = copy(map);
                assertThat(copy).isEqualTo(map);
                copy.put("a", 1);
                copy.put("b", 2);
                copy.get("a");
                assertThat(((LinkedHashMap<Object, Integer>) copy).lastEntry().getKey()).isEqualTo("a");
                assertThat(map).hasSize(size);
            }
        }

        @Test
        void keepsClassesProxiesAndPrimitiveTypes() {
            List<Object> classes =
                    new ArrayList<>(List.of(int.class, void.class, Point.class, int[].class, Plain[].class));
            assertThat(copy(classes)).isEqualTo(classes);
            Comparable<?> proxy = (Comparable<?>) Proxy.newProxyInstance(
                    LOADER, new Class<?>[] {Comparable.class, Hidden.class}, new Echo("echo"));
            assertThat(copy(proxy)).hasToString("echo").isInstanceOf(Hidden.class);
        }

        @Test
        void leavesOtherCollectionsToJavaSerialization() {
            for (Object value : List.of(
                    Arrays.asList(1, 2), new TreeMap<>(Map.of(1, 2)), Collections.unmodifiableList(List.of(1)),
                    new ArrayList<>(List.of(1)).subList(0, 0).getClass(), new Integer[] {1})) {
                assertThat(isCompact(value)).isFalse();
                assertThat(copy(value)).isEqualTo(value);
            }
        }
    }

    @Nested
    class Identity {
        @Test
        void keepsAMutableObjectThatIsMetTwiceOne() {
            List<Integer> shared = new ArrayList<>(List.of(1));
            for (Object twice : List.of(shared, new int[] {1}, new HashMap<>(), ByteBuffer.allocate(3))) {
                List<Object> copy = copy(List.of(twice, twice));
                assertThat(copy.get(0)).isSameAs(copy.get(1));
                List<Object> nested = copy(new ArrayList<>(Arrays.asList(new Holder(twice), Optional.of(twice))));
                assertThat(((Holder) nested.get(0)).content()).isSameAs(((Optional<?>) nested.get(1)).get());
            }
        }

        @Test
        void keepsCycles() {
            List<Object> list = new ArrayList<>();
            list.add(list);
            List<Object> copy = copy(list);
            assertThat(copy.getFirst()).isSameAs(copy);
            Map<Object, Object> map = new HashMap<>();
            map.put("me", new Object[] {map});
            Map<Object, Object> mapCopy = copy(map);
            assertThat(((Object[]) mapCopy.get("me"))[0]).isSameAs(mapCopy);
        }

        @Test
        void writesLargeSharedStringsOnce() {
            String large = "large".repeat(1000);
            assertThat(CODEC.encode(Collections.nCopies(1000, large).toArray()).remaining())
                    .isLessThan(20_000);
        }

        @Test
        void doesNotUnfoldSharedImmutables() {
            Object nested = List.of("leaf");
            for (int i = 0; i < 50; i++) {
                nested = List.of(nested, nested);
            }
            assertThat(CODEC.encode(nested).remaining()).isLessThan(10_000);
        }

        @Test
        void keepsSmallRecordsCompactEvenWhenMetTwice() {
            Point point = new Point(1, 2);
            List<Point> points = Collections.nCopies(1000, point);
            assertThat(CODEC.encode(new ArrayList<>(points)).remaining()).isLessThan(11_000);
            assertThat(isCompact(new ArrayList<>(points))).isTrue();
        }

        @Test
        void keepsCommonConstantsCompactEvenWhenMetTwice() {
            for (Object constant : List.of(List.of(), Set.of(), Map.of(), Optional.empty(), BigInteger.ONE,
                    BigDecimal.ONE, "short", Timestamp.getDefaultInstance(), UUID.randomUUID(), Colour.RED)) {
                assertThat(isCompact(List.of(constant, constant))).as("%s", constant).isTrue();
            }
        }

        @Test
        void nestsToAnyDepthWithinReason() {
            for (int depth : new int[] {64 - 1, 64, 300}) {
                Object nested = "leaf";
                for (int i = 0; i < depth; i++) {
                    nested = new ArrayList<>(List.of(nested));
                }
                assertThat(isCompact(nested)).isEqualTo(depth <= 64);
                assertThat(copy(nested)).isEqualTo(nested);
            }
        }
    }

    @Nested
    class Records {
        @Test
        void readsFieldsAndNotAccessors() {
            assertThat(copy(new Masked("hidden"))).isEqualTo(new Masked("hidden"));
        }

        @Test
        void leavesRecordsOfAClosedModuleToJavaSerialization() throws Exception {
            ClassLoader loader = CompiledClasses.closedModule(directory, "closed", Map.of(
                    "module-info", "module closed { exports closed; }",
                    "closed.Rec", "package closed; public record Rec(int x) implements java.io.Serializable {}"));
            Object value = loader.loadClass("closed.Rec").getConstructor(int.class).newInstance(3);
            ByteBuffer bytes = CODEC.encode(value);
            assertThat(isCompact(bytes)).isFalse();
            assertThat(CODEC.decode(bytes, loader)).isEqualTo(value);
        }

        @Test
        void refusesARecordThatIsNotSerializable() {
            assertThatThrownBy(() -> CODEC.encode(new Samples.NotSerializableRecord(1)))
                    .isInstanceOf(NotSerializableTaskException.class);
        }

        /** A record whose method has a lambda in it. */
        record Adder(int addend) implements Serializable {
            RemoteCallable<Integer> plus(int augend) {
                return () -> addend + augend;
            }

            static RemoteCallable<String> name() {
                return () -> "adder";
            }
        }

        @Test
        void keepsLambdasOfRecords() throws Exception {
            assertThat(copy(new Adder(1).plus(2)).call()).isEqualTo(3);
            assertThat(copy(Adder.name()).call()).isEqualTo("adder");
            assertThat(isCompact(new Adder(1).plus(2))).isTrue();
        }

        @Test
        void namesAClassOnceForManyRecords() {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                points.add(new Point(i, i));
            }
            assertThat(CODEC.encode(points).remaining()).isLessThan(1000 * 10 + 200);
        }

        @Test
        void handlesManyClassesAndConstants() {
            List<Object> mixed = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Collections.addAll(mixed, Colour.RED, new Point(i, i), Colour.GREEN, new Masked("m"), Colour.RED,
                        Order.number(i), new NoComponents());
            }
            assertThat(copy(mixed)).isEqualTo(mixed);
            assertThat(isCompact(mixed)).isTrue();
        }
    }

    @Nested
    class Buffers {
        @Test
        void copiesAnArrayIntoABufferOfItsSize() {
            byte[] large = new byte[64 << 20];
            large[large.length - 1] = 7;
            ByteBuffer bytes = CODEC.encode(large);
            assertThat(bytes.remaining()).isBetween(large.length, large.length + 8);
            assertThat(bytes.array()).hasSize(bytes.remaining());
            assertThat(Arrays.equals((byte[]) CODEC.decode(bytes, LOADER), large)).isTrue();
        }

        @Test
        void laysOutARecordWithALargeArrayExactly() {
            Object[] chunk = {"name", new byte[10 << 20], new long[1000], "end"};
            ByteBuffer bytes = CODEC.encode(chunk);
            assertThat(bytes.array()).hasSize(bytes.remaining());
            assertThat(Arrays.deepEquals((Object[]) CODEC.decode(bytes, LOADER), chunk)).isTrue();
        }

        @Test
        void doesNotShowLaterChanges() {
            byte[] array = new byte[5000];
            ByteBuffer bytes = CODEC.encode(array);
            array[0] = 1;
            assertThat((byte[]) CODEC.decode(bytes, LOADER)).isEqualTo(new byte[5000]);
        }

        @Test
        void takesTheRestOfAByteBufferAndKeepsItsKind() {
            ByteBuffer direct = ByteBuffer.allocateDirect(5000).order(ByteOrder.LITTLE_ENDIAN);
            direct.putInt(8, 0x01020304).position(8).limit(4000);
            for (ByteBuffer buffer : List.of(direct, direct.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN))) {
                for (Object copy : List.of(copy((Object) buffer), copy(new Plain("p", buffer)).next)) {
                    ByteBuffer read = (ByteBuffer) copy;
                    assertThat(read.isDirect()).isFalse();
                    assertThat(read.isReadOnly()).isEqualTo(buffer.isReadOnly());
                    assertThat(read.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
                    assertThat(read.position()).isZero();
                    assertThat(read.remaining()).isEqualTo(3992);
                    assertThat(read.getInt(0)).isEqualTo(0x01020304);
                }
                assertThat(buffer.position()).isEqualTo(8);
            }
        }

        @Test
        void readsFromBuffersOfAnyKindWithoutMovingThem() {
            for (Object value : List.of("text", "漢字", List.of(new Point(1, 2)), new Plain("p", "q"))) {
                byte[] bytes = bytesOf(CODEC.encode(value));
                ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 20).position(7);
                ByteBuffer heap = ByteBuffer.allocate(bytes.length + 20).position(7);
                for (ByteBuffer target : List.of(direct, heap)) {
                    target.put(bytes).flip().position(7);
                    for (ByteBuffer source : List.of(target, target.asReadOnlyBuffer(), target.slice())) {
                        int position = source.position();
                        assertThat(CODEC.decode(source, LOADER)).isEqualTo(value);
                        assertThat(source.position()).isEqualTo(position);
                    }
                }
            }
        }

        @Test
        void readsALargeProtobufMessageFromADirectBuffer() {
            FileDescriptorProto message = FileDescriptorProto.getDescriptor().getFile().toProto();
            ByteBuffer bytes = CODEC.encode(List.of(message, message.getMessageType(0)));
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip();
            assertThat(CODEC.decode(direct, LOADER)).isEqualTo(List.of(message, message.getMessageType(0)));
        }
    }
}
