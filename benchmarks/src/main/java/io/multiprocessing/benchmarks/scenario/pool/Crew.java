package io.multiprocessing.benchmarks.scenario.pool;

import com.google.common.util.concurrent.MoreExecutors;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Who does the work of a variant: the caller, threads, our processes, or another library's. */
public interface Crew extends AutoCloseable {
    String SEQUENTIAL = "sequential";
    String THREADS = "threads";
    String PP4J = "pp4j";

    <V> Future<V> submit(RemoteCallable<V> task) throws Exception;

    /** As {@link ProcessPool#map}. */
    <T, R> List<R> map(List<T> items, RemoteFunction<? super T, ? extends R> function) throws Exception;

    @Override
    void close();

    static Crew open(String variant, int count) throws InterruptedException {
        return switch (variant) {
            case SEQUENTIAL -> new Threads(MoreExecutors.newDirectExecutorService(), count);
            case THREADS -> new Threads(Executors.newFixedThreadPool(count), count);
            case PP4J -> new Pp4jCrew(count);
            default -> {
                Multiprocessing family = Multiprocessing.open(variant);
                yield new Processes(family, family.pool(count));
            }
        };
    }

    /** Threads of this process, or its only one. */
    record Threads(ExecutorService executor, int count) implements Crew {
        /** As many as our pool makes for each worker. */
        private static final int CHUNKS_PER_THREAD = 4;

        @Override
        public <V> Future<V> submit(RemoteCallable<V> task) {
            return executor.submit((Callable<V>) task);
        }

        @Override
        public <T, R> List<R> map(List<T> items, RemoteFunction<? super T, ? extends R> function)
                throws InterruptedException, ExecutionException {
            int length = Math.max(1, Math.ceilDiv(items.size(), count * CHUNKS_PER_THREAD));
            List<Future<List<R>>> chunks = new ArrayList<>();
            for (int from = 0; from < items.size(); from += length) {
                List<T> chunk = items.subList(from, Math.min(items.size(), from + length));
                chunks.add(executor.submit(() -> applied(chunk, function)));
            }
            List<R> results = new ArrayList<>(items.size());
            for (Future<List<R>> chunk : chunks) {
                results.addAll(chunk.get());
            }
            return results;
        }

        private static <T, R> List<R> applied(List<T> items, RemoteFunction<? super T, ? extends R> function)
                throws Exception {
            List<R> results = new ArrayList<>(items.size());
            for (T item : items) {
                results.add(function.apply(item));
            }
            return results;
        }

        @Override
        public void close() {
            executor.close();
        }
    }

    /** Our processes. */
    record Processes(Multiprocessing family, ProcessPool pool) implements Crew {
        @Override
        public <V> Future<V> submit(RemoteCallable<V> task) {
            return pool.submit(task);
        }

        @Override
        public <T, R> List<R> map(List<T> items, RemoteFunction<? super T, ? extends R> function) {
            return pool.map(items, function);
        }

        @Override
        public void close() {
            pool.close();
            family.close();
        }
    }
}
