package io.multiprocessing.tck.family.child;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** How a process ends, and what its parent learns of it. */
public interface ChildEndContract extends FamilyUnderTest {
    /** What a child can do to end, and the exit code that this gives. */
    enum Way {
        RETURN(() -> {}, 0),
        EXIT_0(() -> System.exit(0), 0),
        EXIT_7(() -> System.exit(7), 7),
        EXIT_255(() -> System.exit(255), 255),
        THROW(() -> {
            throw new IllegalStateException("thrown on purpose");
        }, 1),
        ERROR(() -> {
            throw new AssertionError("an error on purpose");
        }, 1),
        EXIT_LIKE_SIGKILL(() -> System.exit(128 + 9), 137),
        EXIT_LIKE_SIGTERM(() -> System.exit(128 + 15), 143),
        HALT_3(() -> Runtime.getRuntime().halt(3), 3),
        KILL_SELF(() -> Signals.sendToSelf("KILL"), -9),
        TERMINATE_SELF(() -> Signals.sendToSelf("TERM"), -15);

        private final RemoteRunnable target;
        private final int exitCode;

        Way(RemoteRunnable target, int exitCode) {
            this.target = target;
            this.exitCode = exitCode;
        }
    }

    @FamilyTest
    @DisplayName("end: the exit code tells returns, exceptions, exits and signals apart")
    default void exitCodes(Multiprocessing mp) throws Exception {
        Map<Way, ChildProcess> children = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            RemoteRunnable target = way.target;
            children.put(way, mp.process(target));
        }
        children.values().parallelStream().forEach(ChildProcess::start);
        Map<Way, Integer> expected = new LinkedHashMap<>();
        Map<Way, Integer> found = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            ChildProcess child = children.get(way);
            child.join();
            expected.put(way, way.exitCode);
            found.put(way, child.exitCode().getAsInt());
        }
        assertThat(found).isEqualTo(expected);
    }

    @FamilyTest
    @DisplayName("end: kill ends a process that ignores everything, with -9")
    default void kill(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }));
            told.put("busy");
            while (true) {
                Thread.onSpinWait();
            }
        });
        next(told);
        child.kill();
        child.join();
        assertThat(child.exitCode()).hasValue(-9);
        child.kill();
        child.terminate();
        assertThat(child.exitCode()).hasValue(-9);
    }

    @FamilyTest
    @DisplayName("end: terminate runs the shutdown hooks, and gives -15")
    default void terminate(Multiprocessing mp, @TempDir Path directory) throws Exception {
        String trace = directory.resolve("hook").toString();
        SharedQueue<String> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Files.writeString(Path.of(trace), "hook ran");
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }));
            told.put("waiting");
            Thread.sleep(Long.MAX_VALUE);
        });
        next(told);
        child.terminate();
        child.join();
        assertThat(child.exitCode()).hasValue(-15);
        assertThat(Path.of(trace)).hasContent("hook ran");
    }

    @FamilyTest
    @DisplayName("end: a process that blocks in a queue can be terminated")
    default void terminateBlocked(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(gate::take);
        child.terminate();
        child.join();
        assertThat(child.exitCode()).hasValue(-15);
        gate.put("not taken by the dead");
        assertThat(gate.size()).isEqualTo(1);
    }

    @FamilyTest
    @DisplayName("end: an uncaught exception is printed by the child, with its frames")
    default void uncaughtExceptionIsPrinted(Multiprocessing mp, Lines lines) throws Exception {
        ChildProcess child = mp.start(() -> {
            throw new IllegalStateException("thrown on purpose", new java.io.IOException("the reason"));
        });
        child.join();
        assertThat(child.exitCode()).hasValue(1);
        // All it printed has been passed on when join returns.
        assertThat(lines.of(child.pid()))
                .anySatisfy(line -> assertThat(line)
                        .contains("Exception in thread \"" + child.getName() + "\"")
                        .contains("java.lang.IllegalStateException: thrown on purpose"))
                .anySatisfy(line -> assertThat(line).contains("at ").contains("ChildEndContract"))
                .anySatisfy(line -> assertThat(line).contains("Caused by: java.io.IOException: the reason"));
    }

    @FamilyTest
    @DisplayName("end: onExit completes with the object, whose exit code is known by then, and its actions may block")
    default void onExit(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(() -> {
            gate.take();
            System.exit(5);
        });
        SharedQueue<String> later = mp.queue();
        CompletableFuture<ChildProcess> exit = child.onExit();
        CompletableFuture<Integer> code = exit.thenApplyAsync(ended -> {
            try {
                later.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ended.exitCode().getAsInt();
        });
        assertThat(exit).isNotDone();
        gate.put("go");
        assertThat(exit.get(patience().toNanos(), TimeUnit.NANOSECONDS)).isSameAs(child);
        assertThat(code).isNotDone();
        later.put("go");
        assertThat(code.get(patience().toNanos(), TimeUnit.NANOSECONDS)).isEqualTo(5);
        assertThat(child.onExit().get(patience().toNanos(), TimeUnit.NANOSECONDS)).isSameAs(child);
    }

    @FamilyTest
    @DisplayName("end: a grandchild that holds the output open does not keep join waiting")
    default void grandchildHoldsTheOutput(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            Process sleeper = new ProcessBuilder("sleep", "600").inheritIO().start();
            told.put(sleeper.pid());
        });
        long sleeper = next(told);
        try {
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        } finally {
            ProcessHandle.of(sleeper).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
