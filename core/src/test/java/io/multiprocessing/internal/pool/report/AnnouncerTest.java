package io.multiprocessing.internal.pool.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.PoolListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
    private final PoolListener listener = new PoolListener() {
        @Override
        public void eventsLost(long count) {
            told.add(-count);
        }
    };

    @Test
    void allIsToldInOrder() {
        Announcer announcer = new Announcer("Pool", List.of(listener));
        for (long i = 0; i < 10_000; i++) {
            long event = i;
            announcer.say(unused -> told.add(event));
        }
        announcer.finish(PATIENCE);
        assertThat(told).hasSize(10_000).isSorted();
    }

    @Test
    void eachListenerIsToldThoughOneThrows() {
        PoolListener other = new PoolListener() {};
        Announcer announcer = new Announcer("Pool", List.of(other, listener));
        announcer.say(who -> {
            if (who == other) {
                throw new IllegalStateException("on purpose: this trace in the log is right");
            }
            told.add(1L);
        });
        announcer.finish(PATIENCE);
        assertThat(told).containsExactly(1L);
    }

    @Test
    void whoFallsFarBehindLearnsHowMuchIsLost() throws InterruptedException {
        Announcer announcer = new Announcer("Pool", List.of(listener));
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        announcer.say(unused -> {
            busy.countDown();
            awaitQuietly(gate);
        });
        busy.await();
        for (long i = 0; i < Announcer.MOST_WAITING + 7; i++) {
            long event = i;
            announcer.say(unused -> told.add(event));
        }
        gate.countDown();
        while (told.size() < Announcer.MOST_WAITING) {
            Thread.sleep(1);
        }
        announcer.say(unused -> told.add(1L));
        announcer.finish(PATIENCE);
        assertThat(told.subList(Announcer.MOST_WAITING, told.size())).containsExactly(-7L, 1L);
    }

    @Test
    void theEndDoesNotWaitForEver() {
        Announcer announcer = new Announcer("Pool", List.of(listener));
        CountDownLatch gate = new CountDownLatch(1);
        announcer.say(unused -> awaitQuietly(gate));
        announcer.finish(Duration.ofMillis(10));
        gate.countDown();
    }

    @Test
    void nobodyListens() {
        Announcer announcer = new Announcer("Pool", List.of());
        announcer.say(unused -> told.add(1L));
        announcer.finish(PATIENCE);
        assertThat(told).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
