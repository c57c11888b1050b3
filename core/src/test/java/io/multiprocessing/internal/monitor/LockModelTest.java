package io.multiprocessing.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.model.Checker;
import io.multiprocessing.internal.monitor.LockModel.Mutant;
import io.multiprocessing.internal.monitor.LockModel.Op;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All interleavings of a few operations on a lock and its condition in memory, with a death at every step. */
@Execution(ExecutionMode.CONCURRENT)
class LockModelTest {
    private static final int MOST_STATES = 10_000_000;

    private static final List<Op> LOCKER = List.of(Op.LOCK, Op.UNLOCK);
    private static final List<Op> TWICE = List.of(Op.LOCK, Op.UNLOCK, Op.LOCK, Op.UNLOCK);
    private static final List<Op> CONSUMER = List.of(Op.LOCK, Op.TAKE, Op.UNLOCK);
    private static final List<Op> PRODUCER = List.of(Op.LOCK, Op.MAKE, Op.UNLOCK);

    private static final List<Op> IMPATIENT = List.of(Op.TRY_LOCK, Op.UNLOCK, Op.LOCK, Op.UNLOCK);
    private static final List<Op> IMPATIENT_CONSUMER = List.of(Op.LOCK, Op.TRY_TAKE, Op.UNLOCK);

    static Stream<List<List<Op>>> casts() {
        return Stream.of(
                List.of(CONSUMER, PRODUCER),
                List.of(TWICE, TWICE),
                List.of(IMPATIENT, TWICE),
                List.of(IMPATIENT_CONSUMER, PRODUCER),
                List.of(LOCKER, LOCKER, LOCKER),
                List.of(CONSUMER, PRODUCER, LOCKER),
                List.of(CONSUMER, CONSUMER, PRODUCER),
                List.of(PRODUCER, PRODUCER, CONSUMER));
    }

    static Stream<List<List<Op>>> largeCasts() {
        return Stream.of(
                List.of(TWICE, LOCKER, LOCKER),
                List.of(TWICE, TWICE, TWICE),
                List.of(IMPATIENT, LOCKER, LOCKER),
                List.of(IMPATIENT_CONSUMER, CONSUMER, PRODUCER),
                List.of(IMPATIENT_CONSUMER, IMPATIENT_CONSUMER, PRODUCER));
    }

    private static Checker.Result check(List<List<Op>> cast, Mutant... mutants) {
        Checker.Result result = Checker.check(new LockModel(cast, true, mutants), MOST_STATES);
        System.out.println(cast + " " + List.of(mutants) + " states=" + result.states() + " fault=" + result.fault());
        return result;
    }

    @ParameterizedTest
    @MethodSource("casts")
    @DisplayName("model: whoever dies at whatever step, the others go on, and the next owner is told")
    void isRight(List<List<Op>> cast) {
        Checker.Result result = check(cast);
        assertThat(result.fault()).as("%s", result).isNull();
    }

    @ParameterizedTest
    @MethodSource("largeCasts")
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @DisplayName("model: the same with more operations")
    void isRightInTheLarge(List<List<Op>> cast) {
        Checker.Result result = check(cast);
        assertThat(result.fault()).as("%s", result).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("model: finds each fault that is built in")
    void findsFaults(Mutant mutant) {
        assertThat(casts().anyMatch(cast -> check(cast, mutant).fault() != null)).as("found").isTrue();
    }
}
