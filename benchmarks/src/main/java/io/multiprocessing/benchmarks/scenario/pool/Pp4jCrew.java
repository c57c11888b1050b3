package io.multiprocessing.benchmarks.scenario.pool;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteFunction;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.viktorc.pp4j.api.JavaProcessExecutorService;
import net.viktorc.pp4j.impl.ProcessExecutors;

/** PP4J, the one other pool of JVMs for Java: tasks travel as Base64 in lines of the workers' standard streams. */
final class Pp4jCrew implements Crew {
    private static final int LEAVING_SECONDS = 10;

    private final JavaProcessExecutorService pool;

    Pp4jCrew(int count) throws InterruptedException {
        pool = ProcessExecutors.newFixedJavaProcessPool(count);
    }

    @Override
    public <V> Future<V> submit(RemoteCallable<V> task) {
        return pool.submit((Callable<V>) task);
    }

    @Override
    public <T, R> List<R> map(List<T> items, RemoteFunction<? super T, ? extends R> function) {
        throw new UnsupportedOperationException("PP4J has no map");
    }

    @Override
    public void close() {
        ((java.util.concurrent.ExecutorService) pool).shutdownNow();
        try {
            if (!pool.awaitTermination(LEAVING_SECONDS, TimeUnit.SECONDS)) {
                ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
