package io.multiprocessing.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

class MethodTableTest {
    /** Of {@code length(Ljava/lang/String;)}. */
    private static final long LENGTH = 8106325115749491335L;

    private interface Base<T> {
        T same(T value);

        void wait(String why) throws InterruptedException;
    }

    private interface Typed extends Base<String> {
        @Override
        String same(String value);

        default int length(String value) {
            return value.length();
        }

        static int unrelated() {
            return 1;
        }
    }

    @Test
    void everyMethodOfTheInterfaceHasItsNumber() throws NoSuchMethodException {
        MethodTable table = MethodTable.of(Typed.class);
        assertThat(table).isSameAs(MethodTable.of(Typed.class));
        MethodTable.Entry typed = table.of(Typed.class.getMethod("same", String.class));
        MethodTable.Entry erased = table.of(Base.class.getMethod("same", Object.class));
        assertThat(typed.number()).isNotEqualTo(erased.number());
        assertThat(table.find(typed.number())).isSameAs(typed);
        assertThat(table.of(Typed.class.getMethod("length", String.class)).isInterruptible()).isFalse();
        assertThat(table.of(Base.class.getMethod("wait", String.class)).isInterruptible()).isTrue();
    }

    @Test
    void numbersAreTheSameInAllProcessesAndVersions() throws NoSuchMethodException {
        assertThat(MethodTable.numberOf(Typed.class.getMethod("length", String.class)))
                .isEqualTo(MethodTable.numberOf(MethodTableTest.class.getDeclaredMethod("length", String.class)))
                .isEqualTo(LENGTH);
    }

    @SuppressWarnings("unused") // its number is asked for
    private static long length(String value) {
        return value.length();
    }

    @Test
    void nothingElseCanBeFound() throws NoSuchMethodException {
        MethodTable table = MethodTable.of(Typed.class);
        assertThat(table.find(0)).isNull();
        assertThat(table.find(MethodTable.numberOf(Object.class.getMethod("getClass")))).isNull();
        assertThat(table.find(MethodTable.numberOf(Object.class.getMethod("wait", long.class)))).isNull();
        assertThat(table.find(MethodTable.numberOf(Typed.class.getMethod("unrelated")))).isNull();
    }

    @Test
    void theJdksInterfacesHaveTheirs() {
        MethodTable.of(ConcurrentMap.class);
        MethodTable.of(List.class);
    }

    @Test
    void whatIsClosedIsRefused() throws ClassNotFoundException {
        Class<?> closed = Class.forName("jdk.internal.misc.VM$BufferPool", false, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MethodTable.of(closed))
                .withMessageContaining(closed.getName())
                .withMessageContaining("open");
    }
}
