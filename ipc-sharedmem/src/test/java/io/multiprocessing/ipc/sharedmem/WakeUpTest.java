package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two processes that wait for each other. Sleepers with a futex sleep an hour here, not half a second: a wake-up that
 * is lost is a test that hangs.
 */
class WakeUpTest {
    private static final String HOUR = "-D" + SharedMemoryOptions.SLEEP_MILLIS_PROPERTY + "=3600000";
    private static final String NO_DELAY = "-D" + Futex.DELAY_PROPERTY + "=0";

    @Test
    void noWakeUpIsLostWithoutSpinning() throws Exception {
        play(20_000, 0, List.of(Jvm.NATIVE_ACCESS, HOUR, NO_DELAY, spin(0)));
    }

    @Test
    void noWakeUpIsLostWhenSpinningEndsAsTheMessageComes() throws Exception {
        play(30_000, 12_000, List.of(Jvm.NATIVE_ACCESS, HOUR, NO_DELAY, spin(5)));
    }

    @Test
    void noWakeUpIsLostWhileBothGoOverToTheFutex() throws Exception {
        for (int round = 0; round < 2; round++) {
            play(3000, 20_000,
                    List.of(Jvm.NATIVE_ACCESS, HOUR, "-D" + Futex.DELAY_PROPERTY + "=" + round * 100, spin(1)),
                    false);
        }
    }

    @Test
    void withoutNativeAccessBothNapAndTheJvmPrintsNoWarning() throws Exception {
        play(2000, 10_000, List.of(spin(0)), false);
    }

    @Test
    void aChildWithoutNativeAccessIsNotExpectedToWake() throws Exception {
        play(2000, 10_000, List.of(Jvm.NATIVE_ACCESS, HOUR, NO_DELAY, spin(0)), List.of(spin(0)), true);
    }

    @Test
    void aDeathBetweenClearingTheWordAndWakingIsNoticed() throws Exception {
        List<String> jvmArgs = List.of(Jvm.NATIVE_ACCESS, HOUR, NO_DELAY, spin(0));
        Jvm.Outcome outcome = Jvm.run(Jvm.command(jvmArgs, HalfRung.class));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("noticed\n");
    }

    private static String spin(int micros) {
        return "-D" + SharedMemoryOptions.SPIN_MICROS_PROPERTY + "=" + micros;
    }

    private static void play(int rounds, int longestPause, List<String> jvmArgs) throws Exception {
        play(rounds, longestPause, jvmArgs, true);
    }

    private static void play(int rounds, int longestPause, List<String> jvmArgs, boolean awaitFutex) throws Exception {
        play(rounds, longestPause, jvmArgs, jvmArgs, awaitFutex);
    }

    private static void play(int rounds, int longestPause, List<String> parentArgs, List<String> childArgs,
            boolean awaitFutex) throws Exception {
        List<String> args = new ArrayList<>();
        args.add(Integer.toString(rounds));
        args.add(Integer.toString(longestPause));
        args.add(Boolean.toString(awaitFutex));
        args.addAll(childArgs);
        Jvm.Outcome outcome = Jvm.run(Jvm.command(parentArgs, PingPong.class, args.toArray(String[]::new)));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("ok " + rounds + "\n");
    }
}
