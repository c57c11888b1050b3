package io.multiprocessing;

import java.io.Serializable;

/** A task without a result that can travel to another process. */
@FunctionalInterface
public interface RemoteRunnable extends Serializable {
    void run() throws Exception;
}
