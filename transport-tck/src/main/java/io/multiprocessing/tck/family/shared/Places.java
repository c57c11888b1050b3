package io.multiprocessing.tck.family.shared;

import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteRunnable;
import java.time.Duration;

/** Runs the same test in two processes, and says how long its waits take. */
public final class Places {
    /** For waits that are to time out. */
    public static final Duration SHORT = Duration.ofMillis(60);

    /** For waits that are not to time out. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private Places() {}

    /** In this process, in which the shared object lives, and then in another one. */
    public static void hereAndThere(ProcessPool pool, RemoteRunnable test) throws Exception {
        test.run();
        pool.submit(test).get();
    }
}
