package io.multiprocessing.tck.family.harness;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the family that their class shares, its pool and its output. After each test no child may be left; after
 * a test that failed what the processes printed last is shown, and the family is replaced, so that one fault does not
 * make others fail.
 */
public final class SharedFamily implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedFamily.class);

    /** The family of one test class, closed by JUnit after the last test. */
    private static final class Shared implements AutoCloseable {
        final Lines lines = new Lines();
        final Multiprocessing family;
        private @Nullable ProcessPool pool;

        Shared(FamilyUnderTest test) {
            family = test.family().outputHandler(lines).open();
        }

        synchronized ProcessPool pool() {
            if (pool == null) {
                pool = family.pool(2);
            }
            return pool;
        }

        @Override
        public void close() {
            family.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Multiprocessing.class || type == ProcessPool.class || type == Lines.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        FamilyUnderTest test = (FamilyUnderTest) context.getRequiredTestInstance();
        Shared shared = store(context).computeIfAbsent(Shared.class, unused -> new Shared(test), Shared.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Multiprocessing.class) {
            return shared.family;
        }
        return type == Lines.class ? shared.lines : shared.pool();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Shared shared = store(context).get(Shared.class, Shared.class);
        if (shared == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            store(context).remove(Shared.class);
            shared.lines.printLast(40);
            abandon(shared);
            return;
        }
        FamilyUnderTest test = (FamilyUnderTest) context.getRequiredTestInstance();
        Await.until("the test's children have ended", test.patience(), () -> shared.family.activeChildren().isEmpty());
    }

    /** What hangs in it may hang for ever: nobody waits for that. */
    private static void abandon(Shared shared) {
        Thread.ofPlatform().daemon().start(() -> {
            shared.family.activeChildren().forEach(ChildProcess::kill);
            if (shared.pool != null) {
                shared.pool.shutdownNow();
            }
            shared.close();
        });
    }

    /** The class's, not the test's. */
    private static Store store(ExtensionContext context) {
        return context.getParent().orElse(context).getStore(NAMESPACE);
    }
}
