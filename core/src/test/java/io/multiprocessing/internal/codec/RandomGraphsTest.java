package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static io.multiprocessing.internal.codec.RoundTrips.LOADER;
import static io.multiprocessing.internal.codec.RoundTrips.bytesOf;
import static io.multiprocessing.internal.codec.RoundTrips.decode;
import static io.multiprocessing.internal.codec.RoundTrips.isCompact;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.internal.codec.compact.CompactForm;
import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomGraphsTest {
    private static final long SEED = 20_260_101;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void randomGraphsComeBackTheSame(boolean withPlain) {
        RandomGraphs graphs = new RandomGraphs(SEED, withPlain);
        for (int i = 0; i < 1500; i++) {
            Object value = graphs.next();
            ByteBuffer bytes = CODEC.encode(value);
            if (!withPlain) {
                assertThat(isCompact(bytes)).as("graph %s is compact", i).isTrue();
            }
            assertThat(RandomGraphs.same(CODEC.decode(bytes, LOADER), value)).as("graph %s", i).isTrue();
        }
    }

    @Test
    void bothPathsAgree() {
        RandomGraphs graphs = new RandomGraphs(SEED + 1, false);
        for (int i = 0; i < 1000; i++) {
            Object value = graphs.next();
            ByteBuffer java = JavaSerialization.encode(value);
            assertThat(RandomGraphs.same(CODEC.decode(java, LOADER), CODEC.decode(CODEC.encode(value), LOADER)))
                    .as("graph %s", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void damagedBytesAreAValueOrATypedError(boolean withPlain) {
        RandomGraphs graphs = new RandomGraphs(SEED + 2, withPlain);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = bytesOf(CODEC.encode(graphs.next()));
            for (int j = 0; j < 8; j++) {
                refused += tryToDecode(damaged(bytes, random));
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void randomBytesAreAValueOrATypedError() {
        Random random = new Random(SEED + 3);
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && i % 4 != 0) {
                bytes[0] = (byte) random.nextInt(CompactForm.JAVA + 1);
            }
            tryToDecode(bytes);
        }
    }

    @Test
    void damagedExceptionsBecomeOthers() {
        Random random = new Random(SEED + 4);
        Exception thrown = new IllegalStateException("outer", new MultiprocessingException("inner"));
        thrown.addSuppressed(new ArithmeticException());
        byte[] bytes = bytesOf(RemoteThrowables.encode(thrown, CODEC));
        for (int i = 0; i < 4000; i++) {
            ByteBuffer damaged = ByteBuffer.wrap(damaged(bytes, random));
            assertThat(RemoteThrowables.decode(damaged, CODEC, LOADER, "fuzz (pid 1)", null)).isNotNull();
        }
    }

    private static int tryToDecode(byte[] bytes) {
        try {
            decode(bytes);
            return 0;
        } catch (UnreadableValueException e) {
            assertThat(e).hasMessageMatching("(?s).{20,}");
            return 1;
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
            default -> bytes.clone();
        };
        List<Integer> extremes = List.of(0, 0xFF, 0x7F, 0x80);
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            boolean isExtreme = random.nextBoolean();
            copy[random.nextInt(copy.length)] =
                    (byte) (isExtreme ? extremes.get(random.nextInt(4)) : random.nextInt(256));
        }
        return copy;
    }
}
