package io.multiprocessing.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import java.util.Queue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guava's queue suite on {@link SharedQueue}, where the queue lives and in another process. */
class QueueSuitesTest {
    private static final int CAPACITY = 1000;
    private static final int LEAST_TESTS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void queuesOfThisProcess(String transport) {
        try (Multiprocessing mp = open(transport)) {
            assertPassed(CollectionSuites.ofQueues(mp::queue));
            assertPassed(CollectionSuites.ofQueues(() -> mp.queue(CAPACITY)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void listsOfThisProcess(String transport) {
        try (Multiprocessing mp = open(transport)) {
            assertPassed(CollectionSuites.ofLists(mp::list));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void mapsOfThisProcess(String transport) {
        try (Multiprocessing mp = open(transport)) {
            assertPassed(CollectionSuites.ofMaps(mp::map));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void queuesOfAnotherProcess(String transport) throws Exception {
        try (Multiprocessing mp = open(transport); ProcessPool pool = mp.pool(1)) {
            SharedQueue<SharedQueue<String>> stock = mp.queue(20);
            Thread supplier = Thread.ofPlatform().start(() -> supply(mp, stock));
            assertPassed(pool.submit(() -> CollectionSuites.ofQueues(() -> takeFrom(stock))).get());
            stock.close();
            supplier.join();
        }
    }

    private static Multiprocessing open(String transport) {
        return Multiprocessing.builder().transport(transport).jvmArgs("-XX:TieredStopAtLevel=1").open();
    }

    private static void supply(Multiprocessing mp, SharedQueue<SharedQueue<String>> stock) {
        try {
            while (true) {
                stock.put(mp.queue());
            }
        } catch (QueueClosedException | InterruptedException e) {
            // There were enough.
        }
    }

    private static Queue<String> takeFrom(SharedQueue<SharedQueue<String>> stock) {
        try {
            return stock.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertPassed(CollectionSuites.Outcome outcome) {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests()).isGreaterThan(LEAST_TESTS);
    }
}
