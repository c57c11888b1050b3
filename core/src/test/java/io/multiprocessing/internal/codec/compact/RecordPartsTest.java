package io.multiprocessing.internal.codec.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordPartsTest {
    private record Secret(String word) {}

    private record Everything(
            boolean a, byte b, short c, char d, int e, long f, float g, double h, String i, List<Secret> j, int[] k,
            Secret[][] l) {}

    private record Resolved(int value) {
        @Override
        public int value() {
            return -1;
        }

        private Object readResolve() {
            return "resolved " + value;
        }
    }

    private record Picky(String word) {
        Picky {
            if (word.isEmpty()) {
                throw new ClassCastException("of its own");
            }
        }
    }

    private static RecordParts partsOf(Class<?> type, boolean resolves) {
        RecordComponent[] components = type.getRecordComponents();
        String[] names = Arrays.stream(components).map(RecordComponent::getName).toArray(String[]::new);
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return Objects.requireNonNull(RecordParts.of(type, names, types, resolves));
    }

    @Test
    void whatIsPrivateIsTakenApartAndPutTogether() throws Throwable {
        Secret secret = new Secret("x");
        Object[] values = {
            true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6.0, "text", List.of(secret), new int[] {7},
            new Secret[][] {{secret}}
        };
        RecordParts parts = partsOf(Everything.class, false);
        Object made = parts.make(values);
        assertThat(made).isInstanceOf(Everything.class);
        assertThat(parts.takeApart(Objects.requireNonNull(made))).containsExactly(values);

        Object[] nulls = values.clone();
        Arrays.fill(nulls, 8, nulls.length, null);
        assertThat(parts.takeApart(Objects.requireNonNull(parts.make(nulls)))).containsExactly(nulls);
    }

    @Test
    void fieldsAreReadAndNotAccessorsAndWhatIsMadeIsResolved() throws Throwable {
        RecordParts parts = partsOf(Resolved.class, true);
        assertThat(parts.takeApart(new Resolved(3))).containsExactly(3);
        assertThat(parts.make(new Object[] {4})).isEqualTo("resolved 4");
    }

    @Test
    void aValueOfAnotherClassIsToldFromWhatAConstructorThrows() {
        RecordParts parts = partsOf(Picky.class, false);
        Object[] other = {1};
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> parts.make(other));
        assertThat(parts.misfit(other)).isEqualTo("component 0 is a java.lang.String, not a java.lang.Integer");
        Object[] empty = {""};
        assertThatExceptionOfType(ClassCastException.class)
                .isThrownBy(() -> parts.make(empty))
                .withMessage("of its own");
        assertThat(parts.misfit(empty)).isNull();
    }

    @Test
    void thereAreNoneWhereTheRecordIsClosed() {
        assertThat(RecordParts.of(Thread.class, new String[0], new Class<?>[0], false)).isNull();
    }
}
