package io.multiprocessing.internal.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.model.Checker;
import io.multiprocessing.internal.ring.QueueModel.Mutant;
import io.multiprocessing.internal.ring.QueueModel.Op;
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

/** All interleavings of a few operations on a queue in memory, with a death at every step. */
@Execution(ExecutionMode.CONCURRENT)
class QueueModelTest {
    private static final int MOST_STATES = 10_000_000;

    /** @param capacity of the queue */
    record Cast(int capacity, List<List<Op>> scripts) {
        @SafeVarargs
        static Cast of(int capacity, List<Op>... scripts) {
            return new Cast(capacity, List.of(scripts));
        }
    }

    private static List<Op> of(Op... ops) {
        return List.of(ops);
    }

    private static final Cast SIMPLE = Cast.of(2, of(Op.PUT), of(Op.TAKE));
    private static final Cast FULL = Cast.of(1, of(Op.PUT, Op.PUT, Op.PUT), of(Op.TAKE, Op.TAKE, Op.TAKE));
    private static final Cast GROWING = Cast.of(9, of(Op.PUT, Op.PUT, Op.PUT), of(Op.TAKE, Op.TAKE));
    /** Each element has a ring of its own. */
    private static final Cast MOVING =
            Cast.of(9, of(Op.PUT_LARGE, Op.PUT_LARGE, Op.PUT_LARGE), of(Op.TAKE, Op.TAKE, Op.TAKE));
    private static final Cast WRAPPING = Cast.of(9, of(Op.PUT, Op.PUT_LARGE, Op.PUT), of(Op.TAKE, Op.TAKE, Op.TAKE));
    private static final Cast BULK = Cast.of(9, of(Op.PUT, Op.ADD_TWO), of(Op.DRAIN, Op.TAKE));
    private static final Cast REMOVING = Cast.of(2, of(Op.PUT, Op.PUT, Op.PUT), of(Op.REMOVE_SECOND, Op.TAKE));
    private static final Cast CLOSING = Cast.of(9, of(Op.PUT, Op.CLOSE), of(Op.TAKE, Op.TAKE));
    private static final Cast CLOSING_FULL = Cast.of(1, of(Op.PUT, Op.PUT), of(Op.CLOSE));
    private static final Cast TWO_TAKE = Cast.of(1, of(Op.PUT), of(Op.TAKE), of(Op.TAKE));
    private static final Cast TWO_PLACED = Cast.of(2, of(Op.ADD_TWO), of(Op.TAKE), of(Op.TAKE));
    private static final Cast TWO_PUT = Cast.of(1, of(Op.PUT), of(Op.TRY_PUT), of(Op.TAKE));
    private static final Cast ONE_CLOSES = Cast.of(1, of(Op.PUT), of(Op.CLOSE), of(Op.TAKE));
    private static final Cast TWO_GROW = Cast.of(9, of(Op.PUT, Op.ADD_TWO), of(Op.PUT), of(Op.DRAIN));

    static Stream<Cast> casts() {
        return Stream.of(SIMPLE, FULL, GROWING, MOVING, WRAPPING, BULK, REMOVING, CLOSING, CLOSING_FULL, TWO_TAKE,
                ONE_CLOSES);
    }

    /** What shows that fault. */
    private static Cast castFor(Mutant mutant) {
        return switch (mutant) {
            case TAIL_BEFORE_THE_ELEMENT, HOME_DOES_NOT_RING, HOME_ACTS_BEFORE_THE_END_IS_PROVEN,
                    LOOKS_BEFORE_THE_BELL_IS_ARMED, PUT_DOES_NOT_RING -> SIMPLE;
            case TAKE_DOES_NOT_RING -> FULL;
            case HEAD_BEFORE_THE_ELEMENT_IS_READ, HOME_REPAIRS_WHAT_THE_LIVING_HOLD, HOME_FORGETS_NO_FILE,
                    NEWEST_RING_BEFORE_ITS_FILE, FILE_BEFORE_ITS_NAME, WRITES_WITHOUT_LOOKING_AT_HEAD -> GROWING;
            case HOME_DOES_NOT_MOVE_THE_TAKE_RING, TAKE_RING_BEFORE_FILES_ARE_REMOVED, GROWS_OVER_RINGS_IN_USE,
                    WAITS_FOR_NO_RING -> MOVING;
            case HOME_DOES_NOT_COUNT_THE_REMOVED, IGNORES_THE_REMOVED -> REMOVING;
            case CLOSE_DOES_NOT_RING, LOOKS_WHETHER_IT_IS_CLOSED_LAST -> CLOSING;
            case CLOSED_WITHOUT_THE_GUARD -> ONE_CLOSES;
            case HOME_TAKES_NO_GUARD, TAKES_WITHOUT_A_SECOND_LOOK -> TWO_TAKE;
            case TAKE_DOES_NOT_PASS_THE_RING_ON -> TWO_PLACED;
            case GROWS_BEFORE_TAIL_IS_PUBLISHED -> TWO_GROW;
        };
    }

    static Stream<Cast> largeCasts() {
        return Stream.of(
                TWO_PLACED,
                TWO_PUT,
                Cast.of(9, of(Op.PUT, Op.PUT, Op.PUT, Op.PUT, Op.PUT), of(Op.TAKE, Op.TAKE, Op.TAKE, Op.TAKE)),
                TWO_GROW,
                Cast.of(9, of(Op.PUT, Op.ADD_TWO, Op.ADD_TWO), of(Op.DRAIN, Op.TAKE, Op.TAKE)),
                Cast.of(1, of(Op.PUT), of(Op.TAKE), of(Op.TRY_TAKE)),
                Cast.of(1, of(Op.PUT, Op.PUT), of(Op.TRY_PUT), of(Op.TAKE)),
                Cast.of(1, of(Op.PUT), of(Op.PUT), of(Op.TAKE, Op.TAKE)),
                Cast.of(9, of(Op.ADD_TWO, Op.PUT_LARGE), of(Op.TAKE, Op.TAKE), of(Op.DRAIN, Op.TAKE)),
                Cast.of(2, of(Op.PUT, Op.PUT), of(Op.PUT), of(Op.REMOVE_SECOND, Op.TAKE)),
                Cast.of(1, of(Op.PUT, Op.TRY_PUT), of(Op.TRY_PUT), of(Op.TAKE, Op.TRY_TAKE)),
                Cast.of(9, of(Op.PUT, Op.PUT_LARGE, Op.PUT), of(Op.PUT), of(Op.TAKE, Op.TAKE)),
                Cast.of(9, of(Op.PUT, Op.CLOSE), of(Op.PUT), of(Op.TAKE, Op.TAKE)));
    }

    private static Checker.Result check(Cast cast, Mutant... mutants) {
        long began = System.nanoTime();
        Checker.Result result = Checker.check(new QueueModel(cast.scripts(), cast.capacity(), mutants), MOST_STATES);
        System.out.println(cast + " " + List.of(mutants) + " states=" + result.states() + " millis="
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) + " fault=" + result.fault());
        return result;
    }

    @ParameterizedTest
    @MethodSource("casts")
    @DisplayName("model: whoever dies at whatever step, the others go on, and nothing is lost, doubled or torn")
    void isRight(Cast cast) {
        Checker.Result result = check(cast);
        assertThat(result.fault()).as("%s", result).isNull();
    }

    @ParameterizedTest
    @MethodSource("largeCasts")
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @DisplayName("model: the same with more operations")
    void isRightInTheLarge(Cast cast) {
        Checker.Result result = check(cast);
        assertThat(result.fault()).as("%s", result).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("model: finds each fault that is built in")
    void findsFaults(Mutant mutant) {
        assertThat(check(castFor(mutant), mutant).fault()).as("what is found").isNotNull();
    }
}
