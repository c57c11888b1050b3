package io.multiprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.Memories;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shared numbers and arrays beside those of {@code java.util.concurrent.atomic}. */
class SharedLongTest {
    private static final int STEPS = 2000;

    private final Member member = Loner.root();
    private final SharedMemory memory = Memories.of(member).make(64);
    private final Random random = new Random(42);

    @AfterEach
    void leave() {
        member.leave();
    }

    private record Operation(ToLongBiFunction<SharedLong, long[]> shared,
            ToLongBiFunction<AtomicLong, long[]> atomic) {}

    private static long bit(boolean value) {
        return value ? 1 : 0;
    }

    private static final List<Operation> OPERATIONS = List.of(
            new Operation((n, a) -> n.get(), (n, a) -> n.get()),
            new Operation((n, a) -> n.getPlain(), (n, a) -> n.getPlain()),
            new Operation((n, a) -> n.getOpaque(), (n, a) -> n.getOpaque()),
            new Operation((n, a) -> n.getAcquire(), (n, a) -> n.getAcquire()),
            new Operation((n, a) -> n.intValue(), (n, a) -> n.intValue()),
            new Operation((n, a) -> (long) n.doubleValue(), (n, a) -> (long) n.doubleValue()),
            new Operation((n, a) -> (long) n.floatValue(), (n, a) -> (long) n.floatValue()),
            new Operation((n, a) -> n.longValue(), (n, a) -> n.longValue()),
            new Operation((n, a) -> n.getAndSet(a[0]), (n, a) -> n.getAndSet(a[0])),
            new Operation((n, a) -> n.getAndAdd(a[0]), (n, a) -> n.getAndAdd(a[0])),
            new Operation((n, a) -> n.addAndGet(a[0]), (n, a) -> n.addAndGet(a[0])),
            new Operation((n, a) -> n.getAndIncrement(), (n, a) -> n.getAndIncrement()),
            new Operation((n, a) -> n.getAndDecrement(), (n, a) -> n.getAndDecrement()),
            new Operation((n, a) -> n.incrementAndGet(), (n, a) -> n.incrementAndGet()),
            new Operation((n, a) -> n.decrementAndGet(), (n, a) -> n.decrementAndGet()),
            new Operation((n, a) -> bit(n.compareAndSet(a[0], a[1])), (n, a) -> bit(n.compareAndSet(a[0], a[1]))),
            new Operation((n, a) -> n.compareAndExchange(a[0], a[1]), (n, a) -> n.compareAndExchange(a[0], a[1])),
            new Operation(
                    (n, a) -> n.compareAndExchangeAcquire(a[0], a[1]),
                    (n, a) -> n.compareAndExchangeAcquire(a[0], a[1])),
            new Operation(
                    (n, a) -> n.compareAndExchangeRelease(a[0], a[1]),
                    (n, a) -> n.compareAndExchangeRelease(a[0], a[1])),
            new Operation(
                    (n, a) -> n.getAndUpdate(v -> v * 3 + a[0]), (n, a) -> n.getAndUpdate(v -> v * 3 + a[0])),
            new Operation(
                    (n, a) -> n.updateAndGet(v -> v * 3 + a[0]), (n, a) -> n.updateAndGet(v -> v * 3 + a[0])),
            new Operation(
                    (n, a) -> n.getAndAccumulate(a[0], Math::max), (n, a) -> n.getAndAccumulate(a[0], Math::max)),
            new Operation(
                    (n, a) -> n.accumulateAndGet(a[0], (v, x) -> v - x),
                    (n, a) -> n.accumulateAndGet(a[0], (v, x) -> v - x)));

    private static final List<Operation> WRITES = List.of(
            write((n, a) -> n.set(a[0]), (n, a) -> n.set(a[0])),
            write((n, a) -> n.lazySet(a[0]), (n, a) -> n.lazySet(a[0])),
            write((n, a) -> n.setPlain(a[0]), (n, a) -> n.setPlain(a[0])),
            write((n, a) -> n.setOpaque(a[0]), (n, a) -> n.setOpaque(a[0])),
            write((n, a) -> n.setRelease(a[0]), (n, a) -> n.setRelease(a[0])));

    private static Operation write(
            BiConsumer<SharedLong, long[]> shared,
            BiConsumer<AtomicLong, long[]> atomic) {
        return new Operation((n, a) -> {
            shared.accept(n, a);
            return 0;
        }, (n, a) -> {
            atomic.accept(n, a);
            return 0;
        });
    }

    @Test
    void doesWhatAnAtomicLongDoes() {
        SharedLong shared = new SharedLong(memory.longs(), 3);
        AtomicLong atomic = new AtomicLong();
        for (int step = 0; step < STEPS; step++) {
            List<Operation> from = random.nextInt(5) == 0 ? WRITES : OPERATIONS;
            Operation operation = from.get(random.nextInt(from.size()));
            long[] arguments = {random.nextInt(3) == 0 ? atomic.get() : random.nextInt(-9, 10), random.nextLong()};
            assertThat(operation.shared.applyAsLong(shared, arguments))
                    .as("step " + step)
                    .isEqualTo(operation.atomic.applyAsLong(atomic, arguments));
            assertThat(shared.get()).as("step " + step).isEqualTo(atomic.get());
        }
        assertThat(shared).hasToString(atomic.toString());
        assertThat(memory.longs().get(2)).isZero();
        assertThat(memory.longs().get(4)).isZero();
    }

    @Test
    void aWeakComparisonSucceedsInTheEnd() {
        SharedLong shared = new SharedLong(memory.longs(), 1);
        List<ToLongFunction<Long>> comparisons = List.of(
                next -> bit(shared.weakCompareAndSetPlain(next - 1, next)),
                next -> bit(shared.weakCompareAndSetAcquire(next - 1, next)),
                next -> bit(shared.weakCompareAndSetRelease(next - 1, next)),
                next -> bit(shared.weakCompareAndSetVolatile(next - 1, next)));
        for (long next = 1; next <= 100; next++) {
            ToLongFunction<Long> comparison = comparisons.get((int) next % comparisons.size());
            assertThat(comparison.applyAsLong(next + 1)).isZero();
            while (comparison.applyAsLong(next) == 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(shared.get()).isEqualTo(100);
    }

    @Test
    void arrivesAsTheSameNumber() {
        SharedLong shared = new SharedLong(memory.longs(), 1);
        SharedLong arrived = (SharedLong) member.decode(member.encode(shared));
        shared.set(9);
        assertThat(arrived).isEqualTo(shared).hasSameHashCodeAs(shared);
        assertThat(arrived.get()).isEqualTo(9);
        assertThat(shared).isNotEqualTo(new SharedLong(memory.longs(), 2));
    }

    @Test
    void saysWhyItHasNoValue() {
        SharedLong shared = new SharedLong(memory.longs(), 1);
        memory.close();
        assertThat(shared.toString()).contains("closed");
    }

    @Test
    void intsDoWhatAnAtomicArrayDoes() {
        SharedIntArray shared = memory.ints();
        AtomicIntegerArray atomic = new AtomicIntegerArray((int) shared.length());
        for (int step = 0; step < STEPS; step++) {
            int index = random.nextInt(atomic.length());
            int number = random.nextInt(-3, 4);
            switch (random.nextInt(8)) {
                case 0 -> assertThat(shared.getAndAdd(index, number)).isEqualTo(atomic.getAndAdd(index, number));
                case 1 -> assertThat(shared.addAndGet(index, number)).isEqualTo(atomic.addAndGet(index, number));
                case 2 -> assertThat(shared.getAndSet(index, number)).isEqualTo(atomic.getAndSet(index, number));
                case 3 -> assertThat(shared.compareAndSet(index, number, step))
                        .isEqualTo(atomic.compareAndSet(index, number, step));
                case 4 -> assertThat(shared.compareAndExchange(index, number, step))
                        .isEqualTo(atomic.compareAndExchange(index, number, step));
                case 5 -> assertThat(shared.updateAndGet(index, value -> value * 7 + number))
                        .isEqualTo(atomic.updateAndGet(index, value -> value * 7 + number));
                case 6 -> assertThat(shared.getAndAccumulate(index, number, Integer::sum))
                        .isEqualTo(atomic.getAndAccumulate(index, number, Integer::sum));
                default -> {
                    shared.setRelease(index, number);
                    atomic.setRelease(index, number);
                }
            }
            for (int i = 0; i < atomic.length(); i++) {
                assertThat(shared.getAcquire(i)).isEqualTo(atomic.get(i));
            }
        }
    }

    @Test
    void doublesAreComparedBitByBit() {
        SharedDoubleArray doubles = memory.doubles();
        assertThat(doubles.compareAndSet(0, -0.0, 1)).isFalse();
        assertThat(doubles.compareAndSet(0, 0.0, Double.NaN)).isTrue();
        assertThat(doubles.compareAndExchange(0, Double.NaN, 2.5)).isNaN();
        assertThat(doubles.getAndAdd(0, 0.25)).isEqualTo(2.5);
        assertThat(doubles.addAndGet(0, 0.25)).isEqualTo(3.0);
        assertThat(doubles.getAndSet(0, 4)).isEqualTo(3.0);
        assertThat(doubles.accumulateAndGet(0, 10, Math::max)).isEqualTo(10.0);
        doubles.set(0, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
        assertThat(doubles.updateAndGet(0, value -> 1)).isEqualTo(1.0);
        assertThat(doubles.getOpaque(0)).isEqualTo(1.0);
    }
}
