package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** What may meet in a pool's life meets in every order. */
public interface PoolRaceContract extends FamilyUnderTest {
    /** What a round takes at most where nothing else runs. */
    Duration ROUND = Duration.ofSeconds(5);

    @FamilyTest
    @DisplayName("races: submit, crash, kill, cancel, resize, shutdown, shutdownNow and close in any order end, "
            + "with the right outcome for each task")
    default void races(Multiprocessing mp) throws Exception {
        race(mp, 12);
    }

    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @FamilyTest
    @DisplayName("races: a thousand rounds of them")
    default void manyRaces(Multiprocessing mp) throws Exception {
        race(mp, 1000);
    }

    /**
     * A round that does not end is told with its seed; one that takes longer than it should on this machine is printed.
     */
    private void race(Multiprocessing mp, int rounds) throws Exception {
        long seed = System.nanoTime();
        System.out.println("Races over " + transport() + ": seed " + seed + ", " + rounds + " rounds");
        Random seeds = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            PoolRace race = new PoolRace(mp, seeds.nextLong());
            Blocked.run(patience(), () -> {
                race.run();
                return true;
            }).value();
            assertThat(race.wrong()).as("round %d of seed %d: %s", round, seed, race).isEmpty();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            if (time.compareTo(ROUND) > 0) {
                System.out.println("Round " + round + " took " + time + ": " + race);
            }
        }
    }
}
