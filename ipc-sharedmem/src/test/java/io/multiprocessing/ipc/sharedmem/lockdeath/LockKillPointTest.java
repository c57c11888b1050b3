package io.multiprocessing.ipc.sharedmem.lockdeath;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ipc.sharedmem.lockdeath.Trial.Fate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills a process at each store of the protocols of locks, conditions, semaphores, barriers and events, and stops some there
 * first: the others go on, the next owner of a lock is told, permits are back, signals reach somebody.
 */
class LockKillPointTest {
    /** How often each place is tried. */
    private static final int ROUNDS = Integer.getInteger("io.multiprocessing.killRounds", 1000);

    private static final int VICTIMS_OF_A_FAMILY = 400;

    private record Death(Place place, int nth, Fate fate) {}

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName("kill points: a death at each store of a lock and its like harms nobody else")
    void once() throws Exception {
        List<Death> deaths = new ArrayList<>();
        for (Place place : Place.all()) {
            deaths.add(new Death(place, 2, Fate.KILLED));
        }
        deaths.add(new Death(new Place(Act.LOCK, "lock.word-taken"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death(new Place(Act.LOCK, "monitor.written"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death(new Place(Act.SEMAPHORE, "monitor.loaded"), 2, Fate.STOPPED_AND_KILLED));
        System.out.println(run(deaths));
    }

    @Test
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("kill points: a thousand deaths at each store of a lock and its like harm nobody else")
    void manyTimes() throws Exception {
        long seed = Long.getLong("io.multiprocessing.killSeed", System.nanoTime());
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        List<Death> deaths = new ArrayList<>();
        for (Place place : Place.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                Fate fate = switch (random.nextInt(10)) {
                    case 0 -> Fate.STOPPED_AND_KILLED;
                    case 1 -> Fate.STOPPED_AND_CONTINUED;
                    default -> Fate.KILLED;
                };
                deaths.add(new Death(place, 1 + random.nextInt(20), fate));
            }
        }
        Collections.shuffle(deaths, random);
        System.out.println(run(deaths));
    }

    /** Returns a line for a report; fails at the first death that harmed somebody. */
    private static String run(List<Death> deaths) throws Exception {
        Map<Place, Long> slowest = new HashMap<>();
        for (int from = 0; from < deaths.size(); from += VICTIMS_OF_A_FAMILY) {
            List<Death> some = deaths.subList(from, Math.min(deaths.size(), from + VICTIMS_OF_A_FAMILY));
            try (Troupe troupe = new Troupe()) {
                runIn(troupe, some, slowest);
            }
        }
        long most = slowest.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return "kills=" + deaths.size() + " places=" + slowest.size() + " stuck=0 silent=0 handOverMaxMillis="
                + TimeUnit.NANOSECONDS.toMillis(most) + " " + slowest.entrySet()
                        .stream()
                        .map(entry -> entry.getKey().act() + ":" + entry.getKey().point() + "="
                                + TimeUnit.NANOSECONDS.toMillis(entry.getValue()))
                        .sorted()
                        .toList();
    }

    private static void runIn(Troupe troupe, List<Death> deaths, Map<Place, Long> slowest) throws Exception {
        // The next victim's JVM starts while this one's dies.
        Queue<Trial> ready = new ArrayDeque<>();
        int made = 0;
        for (Death death : deaths) {
            while (made < deaths.size() && ready.size() < 2) {
                Death next = deaths.get(made);
                ready.add(new Trial(troupe, next.place(), next.nth(), next.fate()));
                made++;
            }
            try {
                slowest.merge(death.place(), ready.remove().run(), Math::max);
            } catch (AssertionError e) {
                throw new AssertionError(death + ": " + e.getMessage(), e);
            }
        }
        assertThat(ready).isEmpty();
    }
}
