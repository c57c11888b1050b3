package io.multiprocessing.tck.family.harness;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends tests a family, its pool and its output: one at a time has it, and leaves it to the next of its class. After
 * each test no child may be left; after a test that failed what the processes printed last is shown, and the family is
 * given up, so that one fault does not make others fail.
 */
public final class SharedFamily implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedFamily.class);

    /** The families that no test of the class has at the moment, closed by JUnit after the last test. */
    private static final class Free implements AutoCloseable {
        final Queue<Shared> families = new ConcurrentLinkedQueue<>();

        @Override
        public void close() {
            families.forEach(Shared::close);
        }
    }

    /** Closed by JUnit after the test when it was not given back. */
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
        Shared shared = store(context).computeIfAbsent(Shared.class, unused -> borrow(context, test), Shared.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == Multiprocessing.class) {
            return shared.family;
        }
        return type == Lines.class ? shared.lines : shared.pool();
    }

    private static Shared borrow(ExtensionContext context, FamilyUnderTest test) {
        Shared shared = free(context).families.poll();
        return shared != null ? shared : new Shared(test);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Shared shared = store(context).remove(Shared.class, Shared.class);
        if (shared == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            shared.lines.printLast(40);
            abandon(shared);
            return;
        }
        FamilyUnderTest test = (FamilyUnderTest) context.getRequiredTestInstance();
        Await.until("the test's children have ended", test.patience(), () -> shared.family.activeChildren().isEmpty());
        free(context).families.add(shared);
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

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static Free free(ExtensionContext context) {
        Store ofTheClass = context.getParent().orElse(context).getStore(NAMESPACE);
        return ofTheClass.computeIfAbsent(Free.class, unused -> new Free(), Free.class);
    }
}
