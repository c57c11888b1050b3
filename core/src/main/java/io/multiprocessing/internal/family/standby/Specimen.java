package io.multiprocessing.internal.family.standby;

import io.multiprocessing.RemoteRunnable;

/** What a user's class with a target in it is to the JVM. {@link Lambdas} loads copies of it. */
final class Specimen {
    private Specimen() {}

    static RemoteRunnable target(Object captured) {
        return () -> {
            if (captured.equals(Specimen.class)) {
                throw new IllegalStateException("never so");
            }
        };
    }
}
