package io.multiprocessing.internal.family.standby;

import io.multiprocessing.RemoteRunnable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/**
 * Gets a JVM used to lambdas of classes that it has not met. The first use of one costs as much as all the rest of a
 * warm start: the JVM loads and verifies the class around it, links its call site, and makes another class for it, in
 * code that is interpreted at first. So that is done with copies of a class of ours, hidden ones, which go as they
 * came.
 */
final class Lambdas {
    /** Measured: the first twenty save a fifth of a warm start, a thousand no more than another twentieth. */
    private static final int ROUNDS = 30;

    private Lambdas() {}

    static void rehearse() throws IOException, ReflectiveOperationException {
        byte[] code;
        try (InputStream in = Specimen.class.getResourceAsStream("Specimen.class")) {
            if (in == null) {
                return;
            }
            code = in.readAllBytes();
        }
        SerializedLambda form = takenApart(Specimen.target("captured"));
        MethodHandles.Lookup here = MethodHandles.lookup();
        for (int round = 0; round < ROUNDS; round++) {
            Class<?> copy = here.defineHiddenClass(code, true).lookupClass();
            Method factory = copy.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
            factory.setAccessible(true);
            if (factory.invoke(null, form) instanceof RemoteRunnable target) {
                run(target);
            }
        }
    }

    private static void run(RemoteRunnable target) {
        try {
            target.run();
        } catch (Exception e) {
            throw new IllegalStateException("A lambda that does nothing has failed", e);
        }
    }

    private static SerializedLambda takenApart(Serializable lambda) throws ReflectiveOperationException {
        Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
        writeReplace.setAccessible(true);
        return (SerializedLambda) writeReplace.invoke(lambda);
    }
}
