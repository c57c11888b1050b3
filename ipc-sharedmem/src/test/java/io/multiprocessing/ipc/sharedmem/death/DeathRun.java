package io.multiprocessing.ipc.sharedmem.death;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Many deaths, one after the other. It ends at the first that harmed somebody.
 *
 * @param <P> the type of places; its string is what a report calls it
 */
public final class DeathRun<P> {
    private static final int VICTIMS_OF_A_FAMILY = 400;

    /** How often each place is tried by {@link #manyTimes}. */
    private static final int ROUNDS = Integer.getInteger("io.multiprocessing.killRounds", 1000);

    private final Map<P, Long> slowest = new HashMap<>();
    private int deaths;

    /**
     * Deaths at each place in random order, most by being killed at once.
     *
     * @param mostNth how often a victim comes to a place for certain
     */
    public static <P> List<Death<P>> manyTimes(List<P> places, ToIntFunction<P> mostNth) {
        long seed = Long.getLong("io.multiprocessing.killSeed", System.nanoTime());
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        List<Death<P>> deaths = new ArrayList<>();
        for (P place : places) {
            for (int round = 0; round < ROUNDS; round++) {
                deaths.add(new Death<>(place, 1 + random.nextInt(mostNth.applyAsInt(place)), Fate.random(random)));
            }
        }
        Collections.shuffle(deaths, random);
        return deaths;
    }

    public DeathRun<P> run(List<Death<P>> all, Supplier<? extends Troupe<P>> troupes) throws Exception {
        for (int from = 0; from < all.size(); from += VICTIMS_OF_A_FAMILY) {
            List<Death<P>> some = all.subList(from, Math.min(all.size(), from + VICTIMS_OF_A_FAMILY));
            try (Troupe<P> troupe = troupes.get()) {
                runIn(troupe, some);
            }
        }
        return this;
    }

    private void runIn(Troupe<P> troupe, List<Death<P>> some) throws Exception {
        // The next victim's JVM starts while this one's dies.
        Queue<Trial> ready = new ArrayDeque<>();
        int made = 0;
        for (Death<P> death : some) {
            while (made < some.size() && ready.size() < 2) {
                ready.add(troupe.prepare(some.get(made)));
                made++;
            }
            try {
                slowest.merge(death.place(), ready.remove().run(), Math::max);
            } catch (AssertionError e) {
                throw new AssertionError(death + " after " + deaths + " others: " + e.getMessage(), e);
            }
            deaths++;
        }
    }

    /** For a report: how long it took at most until all rivals had gone on, in all and by place. */
    @Override
    public String toString() {
        long most = slowest.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return "deaths=" + deaths + " places=" + slowest.size() + " stuck=0 handOverMaxMillis=" + millis(most) + " "
                + slowest.entrySet()
                        .stream()
                        .map(place -> place.getKey() + "=" + millis(place.getValue()))
                        .sorted()
                        .toList();
    }

    private static long millis(long nanos) {
        // Rivals may go on before this process sees the end.
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos));
    }
}
