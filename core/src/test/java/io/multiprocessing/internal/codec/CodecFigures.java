package io.multiprocessing.internal.codec;

import io.multiprocessing.RemoteCallable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Prints what encoding and decoding cost beside plain Java serialization: nanoseconds of processor time, which a busy
 * machine disturbs less than time, the best of several runs.
 */
final class CodecFigures {
    private static final int RUNS = 10;
    private static final long RUN_NANOS = 100_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static @Nullable Object sink;

    private CodecFigures() {}

    private static double nanos(Callable<?> work) throws Exception {
        double best = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long elapsed;
            int count = 0;
            do {
                for (int i = 0; i < 20; i++) {
                    sink = work.call();
                }
                count += 20;
                elapsed = THREADS.getCurrentThreadCpuTime() - start;
            } while (elapsed < RUN_NANOS);
            best = Math.min(best, (double) elapsed / count);
        }
        return best;
    }

    private static byte[] serialised(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object deserialised(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static Map<String, Object> values() {
        String captured = "captured";
        RemoteCallable<Integer> lambda = () -> captured.length();
        List<Object> points = new ArrayList<>();
        List<Object> orders = new ArrayList<>();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            points.add(new Samples.Point(i, -i));
            orders.add(Samples.Order.number(i));
            map.put("key " + i, i);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("Long", 42L);
        values.put("String of 16", "hello, processes");
        values.put("byte[64]", new byte[64]);
        values.put("record Point", new Samples.Point(1, 2));
        values.put("record Order", Samples.Order.number(7));
        values.put("lambda", lambda);
        values.put("ArrayList of 1000 Points", points);
        values.put("ArrayList of 1000 Orders", orders);
        values.put("HashMap of 1000", new HashMap<>(map));
        values.put("LinkedHashMap of 1000", map);
        values.put("String of 1 Mi", "x".repeat(1 << 20));
        values.put("byte[1 Mi]", new byte[1 << 20]);
        values.put("double[128 Ki]", new double[128 << 10]);
        values.put("ordinary object", new Samples.Plain("name", "next"));
        return values;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-26s %10s %10s %9s | %10s %10s %9s%n",
                "", "encode", "decode", "bytes", "Java out", "Java in", "bytes");
        for (Map.Entry<String, Object> entry : values().entrySet()) {
            Object value = entry.getValue();
            ByteBuffer bytes = RoundTrips.CODEC.encode(value);
            byte[] java = serialised(value);
            System.out.printf("%-26s %10.0f %10.0f %9d | %10.0f %10.0f %9d%n",
                    entry.getKey(),
                    nanos(() -> RoundTrips.CODEC.encode(value)),
                    nanos(() -> RoundTrips.CODEC.decode(bytes, RoundTrips.LOADER)),
                    bytes.remaining(),
                    nanos(() -> serialised(value)),
                    nanos(() -> deserialised(java)),
                    java.length);
        }
    }
}
