package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static io.multiprocessing.internal.codec.RoundTrips.copy;
import static io.multiprocessing.internal.codec.RoundTrips.isCompact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFunction;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.codec.Samples.Plain;
import io.multiprocessing.internal.codec.Samples.Point;
import io.multiprocessing.internal.codec.compact.RepeatableReplacement;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Lambdas, and objects that travel as others. */
class ReplacedValuesTest {
    private final String field = "field";

    interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

    /** A shared object: it travels as its handle and arrives as the one object of that number. */
    static final class Shared implements RepeatableReplacement, Serializable {
        private static final long serialVersionUID = 1;
        private static final Map<Integer, Shared> HERE = new ConcurrentHashMap<>();

        final transient int number;

        private Shared(int number) {
            this.number = number;
        }

        static Shared number(int number) {
            return HERE.computeIfAbsent(number, Shared::new);
        }

        private Object writeReplace() {
            return new Handle(number);
        }

        private record Handle(int number) implements Serializable {
            private Object readResolve() {
                return Shared.number(number);
            }
        }
    }

    static class ReplacedByPlain implements Serializable {
        private static final long serialVersionUID = 1;

        static int calls;

        Object writeReplace() {
            calls++;
            return new Plain("stand-in", null);
        }
    }

    static class InheritsReplacement extends ReplacedByPlain {
        private static final long serialVersionUID = 1;
    }

    /** Not the method that serialization looks for. */
    static class ReplacesItself implements Serializable {
        private static final long serialVersionUID = 1;

        private Object writeReplace() {
            return this;
        }
    }

    static String twice(String text) {
        return text + text;
    }

    @Test
    void lambdasTakeTheCompactFormWithWhatTheyCaptured() throws Exception {
        String captured = "captured";
        int number = 3;
        List<Point> points = new ArrayList<>(List.of(new Point(1, 2)));
        RemoteCallable<String> task = () -> captured + number + points;
        ByteBuffer bytes = CODEC.encode(task);
        assertThat(isCompact(bytes)).isTrue();
        assertThat(bytes.remaining()).isLessThan(700);
        points.clear();
        Object copy = CODEC.decode(bytes, RoundTrips.LOADER);
        assertThat(((RemoteCallable<?>) copy).call()).isEqualTo("captured3[Point[x=1, y=2]]");
    }

    @Test
    void methodReferencesTakeTheCompactForm() throws Exception {
        RemoteFunction<String, String> function = ReplacedValuesTest::twice;
        RemoteFunction<Integer, Object> constructor = Samples.Positive::new;
        RemoteCallable<String> bound = "receiver"::trim;
        assertThat(List.of(isCompact(function), isCompact(constructor), isCompact(bound))).containsOnly(true);
        assertThat(copy(function).apply("a")).isEqualTo("aa");
        assertThat(copy(constructor).apply(5)).isEqualTo(new Samples.Positive(5));
        assertThat(copy(bound).call()).isEqualTo("receiver");
    }

    @Test
    void lambdasOfOtherTypesAndNestedOnesWork() throws Exception {
        SerializableSupplier<String> supplier = () -> "supplied";
        RemoteCallable<String> nested = () -> supplier.get() + "!";
        assertThat(copy(nested).call()).isEqualTo("supplied!");
        @SuppressWarnings("unchecked")
        Comparator<String> comparator = (Comparator<String> & Serializable) (a, b) -> b.compareTo(a);
        assertThat(copy(comparator).compare("a", "b")).isPositive();
        assertThat(copy(Comparator.comparing((RemoteKey) Point::x)).compare(new Point(1, 0), new Point(2, 0)))
                .isNegative();
    }

    interface RemoteKey extends java.util.function.Function<Point, Integer>, Serializable {}

    @Test
    void aLambdaWithAnOrdinaryObjectTakesTheOtherPath() throws Exception {
        Plain plain = new Plain("plain", null);
        RemoteCallable<Object> task = () -> plain;
        assertThat(isCompact(task)).isFalse();
        assertThat(copy(task).call()).isEqualTo(plain);
    }

    @Test
    void aLambdaThatCapturesAnObjectTwiceKeepsItOne() throws Exception {
        List<Object> list = new ArrayList<>();
        Object[] holder = {list};
        RemoteCallable<Boolean> task = () -> holder[0] == list;
        assertThat(copy(task).call()).isTrue();
    }

    @Test
    void aSharedObjectArrivesAsItselfInTheCompactForm() throws Exception {
        Shared shared = Shared.number(7);
        RemoteCallable<Object> task = () -> shared;
        assertThat(isCompact(task)).isTrue();
        assertThat(copy(task).call()).isSameAs(shared);
        RemoteRunnable twice = () -> List.of(shared, shared);
        assertThat(copy(List.of(shared, shared, twice)).get(1)).isSameAs(shared);
        assertThat(copy(new Plain("p", shared)).next).isSameAs(shared);
    }

    @Test
    void objectsThatTravelAsOthersDoSoByTheRulesOfSerialization() {
        for (Object value : List.of(new ReplacedByPlain(), new InheritsReplacement())) {
            assertThat(RoundTrips.<Object>copy(value)).isEqualTo(new Plain("stand-in", null));
        }
        assertThat(RoundTrips.<Object>copy(new Samples.Replaced(3))).isEqualTo(new Point(3, 3));
        assertThat(copy(new Samples.Resolved(3))).isEqualTo(new Samples.Resolved(4));
        assertThat(copy(new ReplacesItself())).isInstanceOf(ReplacesItself.class);
    }

    @Test
    void asksOrdinaryObjectsForTheirReplacementOnce() {
        ReplacedByPlain.calls = 0;
        CODEC.encode(List.of(1, new ReplacedByPlain(), new Plain("p", null)));
        assertThat(ReplacedByPlain.calls).isEqualTo(1);
    }

    @Test
    void aLambdaOfAnInstanceThatIsNotSerializableIsRefused() {
        RemoteCallable<String> task = () -> field + this;
        assertThatThrownBy(() -> CODEC.encode(task))
                .hasMessageContaining("captured `this`");
    }
}
