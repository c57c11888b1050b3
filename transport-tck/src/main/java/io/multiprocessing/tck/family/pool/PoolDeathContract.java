package io.multiprocessing.tck.family.pool;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.DeathCause;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Lines;
import io.multiprocessing.tck.family.harness.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die: their task fails with the facts, nothing else does, and they are replaced. */
public interface PoolDeathContract extends FamilyUnderTest {
    /** What a task can do to its worker, and the exit status that this gives. */
    enum End {
        EXIT_0(() -> System.exit(0), 0),
        EXIT_3(() -> System.exit(3), 3),
        HALT_0(() -> Runtime.getRuntime().halt(0), 0),
        SIGKILL(() -> Signals.sendToSelf("KILL"), -9),
        SIGTERM(() -> Signals.sendToSelf("TERM"), -15),
        SIGALRM(() -> Signals.sendToSelf("ALRM"), -14);

        private final RemoteRunnable deed;
        private final int status;

        End(RemoteRunnable deed, int status) {
            this.deed = deed;
            this.status = status;
        }
    }

    /** Waits for the future to fail with the death of its worker. */
    private static WorkerDiedException deathOf(TaskFuture<?> task) {
        ExecutionException e = catchThrowableOfType(ExecutionException.class, task::get);
        assertThat(e).as("what came of %s", task).hasCauseInstanceOf(WorkerDiedException.class);
        return (WorkerDiedException) e.getCause();
    }

    @FamilyTest
    @DisplayName("death: however a worker dies, its task fails with the facts, a neighbour is not harmed, "
            + "and it is replaced")
    default void everyWayToDie(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            TaskFuture<String> neighbour = pool.submit(gate::take);
            for (End end : End.values()) {
                RemoteRunnable deed = end.deed;
                TaskFuture<?> task = pool.submit(() -> {
                    System.err.println("last words before " + deed.getClass().isHidden());
                    deed.run();
                    return "survived";
                }, TaskOptions.builder().label(end.name()).build());
                WorkerDiedException death = deathOf(task);
                assertThat(death.exitStatus()).as("exit status after %s", end).hasValue(end.status);
                assertThat(death.pid()).isEqualTo(task.workerPid().getAsLong());
                assertThat(death.mayHaveRun()).isTrue();
                assertThat(death.errorOutput()).contains("last words before");
                assertThat(death.crashLog()).isEmpty();
                assertThat(death.death().cause())
                        .isEqualTo(end.status < 0 ? DeathCause.SIGNALLED : DeathCause.EXITED);
                assertThat(death.death().signalName())
                        .isEqualTo(Optional.of(end.name()).filter(name -> end.status < 0));
                assertThat(death)
                        .hasMessageContaining(Long.toString(death.pid()))
                        .hasMessageContaining("\"" + end.name() + "\"")
                        .hasMessageContaining("Likely cause");
            }
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
            gate.put("unharmed");
            assertThat(neighbour.get()).isEqualTo("unharmed");
            assertThat(pool.stats().restarts()).isEqualTo(End.values().length);
            assertThat(pool.stats().failed()).isEqualTo(End.values().length);
        }
    }

    @FamilyTest
    @DisplayName("death: a crash of the JVM is told with the path of the crash log")
    default void crash(@TempDir Path directory) throws Exception {
        try (Multiprocessing mp = family().workingDirectory(directory)
                .jvmArgs("-XX:-CreateCoredumpOnCrash")
                .outputHandler(new Lines())
                .open();
                ProcessPool pool = mp.pool(1)) {
            WorkerDiedException death = deathOf(pool.submit(() -> Signals.sendToSelf("SEGV")));
            // The JVM's own handler writes the log, and then ends the process as it likes.
            assertThat(death.exitStatus().getAsInt()).isNotZero();
            assertThat(death.crashLog())
                    .hasValue(directory.resolve("hs_err_pid" + death.pid() + ".log").toAbsolutePath());
            assertThat(death.crashLog().orElseThrow()).isNotEmptyFile();
            assertThat(death.death().cause()).isEqualTo(DeathCause.CRASHED);
            assertThat(death.death().reason()).contains("SIGSEGV");
            assertThat(death).hasMessageContaining("Likely cause: native code crashed");
            assertThat(pool.submit(() -> "replaced").get()).isEqualTo("replaced");
        }
    }

    @FamilyTest
    @DisplayName("death: an exhausted heap is told as such, by the child itself or by the JVM that was told to exit")
    default void heapExhausted(Multiprocessing mp) throws Exception {
        ChildProcess child = mp.start(() -> {
            throw new OutOfMemoryError("on purpose");
        });
        child.join();
        assertThat(child.exitCode()).hasValue(1);
        assertThat(child.death().orElseThrow().cause()).isEqualTo(DeathCause.HEAP_EXHAUSTED);
        assertThat(child.death().orElseThrow().errorOutput()).contains("on purpose");
        try (ProcessPool small = mp.poolBuilder()
                .workers(1)
                .jvmArgs("-Xmx32m", "-XX:+ExitOnOutOfMemoryError")
                .build()) {
            WorkerDiedException death = deathOf(small.submit(() -> {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            }));
            assertThat(death.exitStatus()).hasValue(3);
            assertThat(death.death().cause()).isEqualTo(DeathCause.HEAP_EXHAUSTED);
            assertThat(death).hasMessageContaining("maxHeap");
            assertThat(small.submit(() -> "replaced").get()).isEqualTo("replaced");
        }
    }

    @FamilyTest
    @DisplayName("death: an idle worker that is killed is replaced, and no future fails")
    default void idleWorkerKilled(Multiprocessing mp) throws Exception {
        try (ProcessPool pool = mp.pool(1)) {
            long idle = pool.submit(PoolContract::ownPid).get();
            ProcessHandle.of(idle).orElseThrow().destroyForcibly();
            List<TaskFuture<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(pool.submit(PoolContract::ownPid));
            }
            for (TaskFuture<Long> task : tasks) {
                assertThat(task.get()).isNotEqualTo(idle);
            }
        }
    }

    @FamilyTest
    @DisplayName("death: a worker that is killed while it starts is replaced, and no future fails")
    default void killedWhileItStarts(Multiprocessing mp, @TempDir Path directory) throws Exception {
        String killed = directory.resolve("killed").toString();
        try (ProcessPool pool = mp.poolBuilder().workers(1).initializer(() -> {
            if (Files.notExists(Path.of(killed))) {
                Files.createFile(Path.of(killed));
                Signals.sendToSelf("KILL");
            }
        }).build()) {
            assertThat(pool.submit(() -> "done").get()).isEqualTo("done");
            assertThat(Path.of(killed)).exists();
        }
    }

    @FamilyTest
    @DisplayName("death: when all workers die at once, only what ran on them fails")
    default void allWorkersAtOnce(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            List<TaskFuture<?>> doomed = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                doomed.add(pool.submit(() -> {
                    started.put(PoolContract.ownPid());
                    Thread.sleep(Long.MAX_VALUE);
                }));
            }
            List<TaskFuture<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                waiting.add(pool.submit(() -> number));
            }
            Set<Long> pids = new HashSet<>(List.of(next(started), next(started)));
            pids.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
            for (TaskFuture<?> task : doomed) {
                assertThat(deathOf(task).pid()).isIn(pids);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(waiting.get(i).get()).isEqualTo(i);
            }
        }
    }

    @FamilyTest
    @DisplayName("death: a task that is not idempotent runs once; an idempotent one is tried again, three "
            + "times at most")
    default void idempotentTasksAreRetried(Multiprocessing mp) throws Exception {
        TaskOptions idempotent = TaskOptions.builder().idempotent().build();
        SharedQueue<Long> runs = mp.queue();
        try (ProcessPool pool = mp.pool(1)) {
            TaskFuture<?> once = pool.submit(() -> {
                runs.put(PoolContract.ownPid());
                Runtime.getRuntime().halt(1);
            });
            assertThat(deathOf(once).mayHaveRun()).isTrue();
            assertThat(runs.size()).isEqualTo(1);
            runs.clear();

            TaskFuture<String> second = pool.submit(() -> {
                runs.put(PoolContract.ownPid());
                if (runs.size() < 2) {
                    Runtime.getRuntime().halt(1);
                }
                return "at the second attempt";
            }, idempotent);
            assertThat(second.get()).isEqualTo("at the second attempt");
            assertThat(new HashSet<>(List.of(next(runs), next(runs)))).hasSize(2);

            TaskFuture<Object> poison = pool.submit(() -> {
                runs.put(PoolContract.ownPid());
                Runtime.getRuntime().halt(1);
                return null;
            }, idempotent);
            WorkerDiedException last = deathOf(poison);
            assertThat(last).hasMessageContaining("3 times");
            assertThat(last.getSuppressed()).hasSize(2).hasOnlyElementsOfType(WorkerDiedException.class);
            assertThat(runs.size()).isEqualTo(3);
            assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
        }
    }

    @FamilyTest
    @DisplayName("death: a worker killed while it sends a large result leaves nothing of it, and harms nobody")
    default void killedWhileSending(Multiprocessing mp) throws Exception {
        SharedQueue<Long> started = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            for (int round = 0; round < 3; round++) {
                int pause = round * 5;
                TaskFuture<byte[]> task = pool.submit(() -> {
                    long pid = PoolContract.ownPid();
                    started.put(pid);
                    Thread.ofPlatform().start(() -> {
                        try {
                            Thread.sleep(pause);
                            Signals.send("KILL", pid);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    return new byte[60 << 20];
                });
                next(started);
                // It may have been faster than its killer.
                if (task.handle((value, thrown) -> thrown != null).get()) {
                    assertThat(deathOf(task).exitStatus()).hasValue(-9);
                } else {
                    assertThat(task.get()).hasSize(60 << 20);
                    Await.untilGone(task.workerPid().getAsLong(), patience());
                }
                assertThat(pool.submit(() -> "unharmed").get()).isEqualTo("unharmed");
            }
        }
    }
}
