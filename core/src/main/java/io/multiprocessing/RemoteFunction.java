package io.multiprocessing;

import java.io.Serializable;

/** A function that can travel to another process. */
@FunctionalInterface
public interface RemoteFunction<T, R> extends Serializable {
    R apply(T argument) throws Exception;
}
