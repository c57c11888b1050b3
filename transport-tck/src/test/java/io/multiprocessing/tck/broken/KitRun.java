package io.multiprocessing.tck.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What came of running the kit on a test class.
 *
 * @param succeeded the display names of the tests that did
 * @param failed those of the tests that did not, each with its message
 */
record KitRun(List<String> succeeded, List<String> failed) {
    static KitRun of(Class<?> testClass) {
        return of(selectClass(testClass));
    }

    static KitRun of(Class<?> testClass, String method) {
        return of(selectMethod(testClass, method));
    }

    private static KitRun of(DiscoverySelector selector) {
        KitRun run = new KitRun(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        // Beside each other: most of their time they wait in vain.
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                switch (result.getStatus()) {
                    case FAILED -> run.failed.add(
                            test.getDisplayName() + " -> " + result.getThrowable().orElse(null));
                    case SUCCESSFUL -> {
                        if (test.isTest()) {
                            run.succeeded.add(test.getDisplayName());
                        }
                    }
                    case ABORTED -> {}
                }
            }
        });
        return run;
    }

    /** Whether a test failed that names the rule. */
    boolean failedFor(String rule) {
        return failed.stream()
                .anyMatch(test -> List.of(test.substring(0, test.indexOf(':')).split(", ")).contains(rule));
    }
}
