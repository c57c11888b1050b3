package io.multiprocessing.internal.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Types that travel in the tests. */
final class Samples {
    private Samples() {}

    enum Colour {
        RED,
        GREEN {
            @Override
            String mood() {
                return "calm";
            }
        };

        String mood() {
            return "lively";
        }
    }

    record Point(int x, int y) implements Serializable {}

    record AllKinds(
            boolean flag,
            byte octet,
            short small,
            char letter,
            int number,
            long large,
            float single,
            double twice,
            @Nullable String text,
            Colour colour)
            implements Serializable {}

    record Order(long id, String customer, List<Point> stops, BigDecimal price, Colour colour) implements Serializable {
        static Order number(int i) {
            List<Point> stops = List.of(new Point(i, -i), new Point(0, i));
            return new Order(i, "customer " + i, stops, BigDecimal.valueOf(i, 2), Colour.RED);
        }
    }

    record Holder(@Nullable Object content) implements Serializable {}

    record NoComponents() implements Serializable {}

    /** Its accessor shows something else than its field. */
    record Masked(String secret) implements Serializable {
        @Override
        public String secret() {
            return "***";
        }
    }

    record Positive(int value) implements Serializable {
        static boolean isStrict;

        Positive {
            if (isStrict && value <= 0) {
                throw new IllegalArgumentException("not positive: " + value);
            }
        }
    }

    record NotSerializableRecord(int x) {}

    record Replaced(int x) implements Serializable {
        private Object writeReplace() {
            return new Point(x, x);
        }
    }

    record Resolved(int x) implements Serializable {
        private Object readResolve() {
            return new Resolved(x + 1);
        }
    }

    /** An ordinary serialisable class. */
    static final class Plain implements Serializable {
        private static final long serialVersionUID = 1;

        final String name;

        @Nullable Object next;

        Plain(String name, @Nullable Object next) {
            this.name = name;
            this.next = next;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Plain that && name.equals(that.name) && Objects.equals(next, that.next);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** What can't travel. */
    static final class Connection {
        final String host = "example";
    }
}
