package io.multiprocessing.benchmarks.scenario;

import com.google.common.util.concurrent.MoreExecutors;
import io.multiprocessing.Multiprocessing;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who does the work of a variant, behind the interface that all of them have. */
interface Workers extends AutoCloseable {
    String SEQUENTIAL = "sequential";
    String THREADS = "threads";

    /** In place of a number: as many as there are processors, and at least two, so that something is parallel. */
    String AS_PROCESSORS = "0";

    ExecutorService executor();

    @Override
    void close();

    /** The caller itself, threads of this JVM, or processes on the transport of that name. */
    static Workers open(String variant, int wanted) {
        int count = wanted > 0 ? wanted : Math.max(2, Runtime.getRuntime().availableProcessors());
        return switch (variant) {
            case SEQUENTIAL -> new Here(MoreExecutors.newDirectExecutorService());
            case THREADS -> new Here(Executors.newFixedThreadPool(count));
            default -> {
                Multiprocessing family = Multiprocessing.open(variant);
                yield new Elsewhere(family, family.pool(count));
            }
        };
    }

    /** Workers in this process. */
    record Here(ExecutorService executor) implements Workers {
        @Override
        public void close() {
            executor.close();
        }
    }

    /** Workers that are processes. */
    record Elsewhere(Multiprocessing family, ExecutorService executor) implements Workers {
        @Override
        public void close() {
            executor.close();
            family.close();
        }
    }
}
