package io.multiprocessing.suites;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.CollectionToStringTester;
import com.google.common.collect.testing.testers.ListListIteratorTester;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;

/** Guava's suites of collections, run to their end in this process. */
final class CollectionSuites {
    private CollectionSuites() {}

    /** How many tests ran, and what those that failed said. */
    record Outcome(int tests, List<String> failures) implements Serializable {}

    /** All that a queue of any size should do that takes no nulls and can be changed. */
    static Outcome ofQueues(Supplier<Queue<String>> empty) {
        return run(QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
            @Override
            protected Queue<String> create(String[] elements) {
                Queue<String> queue = empty.get();
                Collections.addAll(queue, elements);
                return queue;
            }
        })
                .named("SharedQueue")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .suppressing(toStringOfTheContent())
                .createTestSuite());
    }

    /** Ours names the object: a log message must not fetch what another process holds. */
    private static List<Method> toStringOfTheContent() {
        return Stream.of(CollectionToStringTester.class.getMethods())
                .filter(method -> method.getName().startsWith("testToString"))
                .toList();
    }

    /** All that a list of any size should do that takes nulls and can be changed. */
    static Outcome ofLists(Supplier<List<String>> empty) {
        return run(ListTestSuiteBuilder.using(new TestStringListGenerator() {
            @Override
            protected List<String> create(String[] elements) {
                List<String> list = empty.get();
                Collections.addAll(list, elements);
                return list;
            }
        })
                .named("shared list")
                .withFeatures(
                        CollectionSize.ANY,
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.ALLOWS_NULL_VALUES)
                .suppressing(addingByListIterator())
                .createTestSuite());
    }

    /** Where a new element belongs is not known any more when others have changed the list meanwhile. */
    private static List<Method> addingByListIterator() {
        return Stream.of(ListListIteratorTester.class.getMethods())
                .filter(method -> method.getName().equals("testListIterator_fullyModifiable"))
                .toList();
    }

    /** All that a concurrent map of any size should do that takes no nulls and can be changed. */
    static Outcome ofMaps(Supplier<ConcurrentMap<String, String>> empty) {
        return run(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
            @Override
            protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                Map<String, String> map = empty.get();
                for (Map.Entry<String, String> entry : entries) {
                    map.put(entry.getKey(), entry.getValue());
                }
                return map;
            }
        })
                .named("shared map")
                .withFeatures(CollectionSize.ANY, MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE)
                .createTestSuite());
    }

    private static Outcome run(TestSuite suite) {
        TestResult result = new TestResult();
        suite.run(result);
        List<String> failures = new ArrayList<>();
        Collections.list(result.errors()).forEach(failure -> failures.add(describe(failure)));
        Collections.list(result.failures()).forEach(failure -> failures.add(describe(failure)));
        return new Outcome(result.runCount(), failures);
    }

    private static String describe(TestFailure failure) {
        return failure.failedTest() + ": " + failure.trace();
    }
}
