package io.multiprocessing;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A task with a result that can travel to another process: a {@link Callable} whose lambdas are serialisable.
 *
 * @param <V> the type of its result, which travels back
 */
@FunctionalInterface
public interface RemoteCallable<V> extends Callable<V>, Serializable {
    @Override
    V call() throws Exception;
}
