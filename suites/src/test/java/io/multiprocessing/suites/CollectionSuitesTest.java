package io.multiprocessing.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guava's suites on shared queues, lists and maps, in the process where they live and in another one. */
class CollectionSuitesTest {
    private static final int CAPACITY = 1000;
    private static final int LEAST_TESTS = 200;

    /** Where another process gets empty collections that live here. */
    interface Stock {
        SharedQueue<String> queue();

        List<String> list();

        ConcurrentMap<String, String> map();
    }

    private record Shelf(Multiprocessing mp) implements Stock {
        @Override
        public SharedQueue<String> queue() {
            return mp.queue();
        }

        @Override
        public List<String> list() {
            return mp.list();
        }

        @Override
        public ConcurrentMap<String, String> map() {
            return mp.map();
        }
    }

    @Test
    void here() {
        try (Multiprocessing mp = open("pipe")) {
            assertPassed(CollectionSuites.ofQueues(mp::queue));
            assertPassed(CollectionSuites.ofQueues(() -> mp.queue(CAPACITY)));
            assertPassed(CollectionSuites.ofLists(mp::list));
            assertPassed(CollectionSuites.ofMaps(mp::map));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void queuesInAnotherProcess(String transport) throws Exception {
        try (Multiprocessing mp = open(transport); ProcessPool pool = mp.pool(1)) {
            Stock stock = mp.share(Stock.class, new Shelf(mp));
            assertPassed(pool.submit(() -> CollectionSuites.ofQueues(stock::queue)).get());
        }
    }

    /** Over one transport: lists and maps are called as all shared objects are. */
    @Test
    void listsAndMapsInAnotherProcess() throws Exception {
        try (Multiprocessing mp = open("pipe"); ProcessPool pool = mp.pool(1)) {
            Stock stock = mp.share(Stock.class, new Shelf(mp));
            assertPassed(pool.submit(() -> CollectionSuites.ofLists(stock::list)).get());
            assertPassed(pool.submit(() -> CollectionSuites.ofMaps(stock::map)).get());
        }
    }

    private static Multiprocessing open(String transport) {
        return Multiprocessing.builder().transport(transport).jvmArgs("-XX:TieredStopAtLevel=1").open();
    }

    private static void assertPassed(CollectionSuites.Outcome outcome) {
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.tests()).isGreaterThan(LEAST_TESTS);
    }
}
