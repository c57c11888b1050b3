package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.Alone;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.internal.Footprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** The end of a family: who is waited for, who is ended, and that nothing is left. */
public interface CloseContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("close: waits for children that are busy, and for those that wait for the busy ones")
    default void waitsForTheBusy(@TempDir Path directory) throws Exception {
        String file = directory.resolve("trace").toString();
        ChildProcess busy;
        ChildProcess waiting;
        try (Multiprocessing mp = family().open()) {
            SharedQueue<String> queue = mp.queue();
            waiting = mp.start(() -> Files.writeString(Path.of(file), queue.take()));
            busy = mp.start(() -> {
                Thread.sleep(Duration.ofMillis(600));
                queue.put("passed on after a while");
            });
        }
        assertThat(busy.exitCode()).hasValue(0);
        assertThat(waiting.exitCode()).hasValue(0);
        assertThat(Path.of(file)).hasContent("passed on after a while");
    }

    @FamilyTest
    @DisplayName("close: ends those that wait for each other, or for what nobody can give any more")
    default void endsTheBlocked() throws Exception {
        List<ChildProcess> blocked;
        SharedQueue<String> queue;
        MessagePipe<String> pipe;
        try (Multiprocessing mp = family().open()) {
            queue = mp.queue();
            pipe = mp.pipe();
            SharedQueue<String> shared = queue;
            MessagePipe<String> sharedPipe = pipe;
            blocked = List.of(
                    mp.start(shared::take),
                    mp.start(() -> sharedPipe.first().receive()),
                    mp.start(() -> Multiprocessing.current().start(shared::take).join()));
        }
        assertThat(blocked).noneMatch(ChildProcess::isAlive).allMatch(child -> child.exitCode().isPresent());
        SharedQueue<String> closed = queue;
        MessagePipe<String> closedPipe = pipe;
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(closed::poll);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> closed.put("x"));
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> closedPipe.second().send("x"));
    }

    @FamilyTest
    @DisplayName("close: an idle pool of a child, or a worker that waits like its owner, keeps nobody waiting")
    default void endsTheBlockedWithPools() throws Exception {
        List<ChildProcess> blocked;
        try (Multiprocessing mp = family().open()) {
            SharedQueue<String> told = mp.queue();
            SharedQueue<String> never = mp.queue();
            blocked = List.of(
                    mp.start(() -> {
                        ProcessPool idle = Multiprocessing.current().pool(1);
                        told.put(idle.submit(() -> "used once").get());
                        never.take();
                    }),
                    mp.start(() -> Multiprocessing.current().pool(1).submit(() -> {
                        told.put("in a worker");
                        return never.take();
                    }).get()));
            next(told);
            next(told);
        }
        assertThat(blocked).noneMatch(ChildProcess::isAlive).allMatch(child -> child.exitCode().isPresent());
    }

    @FamilyTest
    @DisplayName("close: wakes the parent's own threads that wait in its queues and pipes")
    default void wakesOwnThreads() throws Exception {
        Multiprocessing mp = family().open();
        SharedQueue<SharedQueue<String>> queues = mp.queue();
        SharedQueue<String> queue = mp.queue();
        MessagePipe<String> pipe = mp.pipe();
        mp.start(() -> {
            SharedQueue<String> own = Multiprocessing.current().queue();
            queues.put(own);
            own.take();
        });
        SharedQueue<String> remote = next(queues);
        Blocked<String> taker = Blocked.run(patience(), queue::take).awaitBlocked();
        Blocked<Boolean> waiter = Blocked.run(patience(), () -> remote.awaitDone(patience()));
        Blocked<String> remoteTaker = Blocked.run(patience(), remote::take).awaitBlocked();
        Blocked<String> receiver = Blocked.run(patience(), () -> pipe.first().receive()).awaitBlocked();
        mp.close();
        assertThat(taker.thrown()).isInstanceOf(QueueClosedException.class);
        assertThat(remoteTaker.thrown()).isInstanceOf(QueueClosedException.class);
        assertThat(receiver.thrown()).isInstanceOf(EndOfPipeException.class);
        assertThat(waiter.value()).isTrue();
    }

    @FamilyTest
    @DisplayName("close: ends daemons, whatever they do; kills what does not end within the grace period")
    default void endsDaemons() throws Exception {
        ChildProcess sleeper;
        ChildProcess stubborn;
        try (Multiprocessing mp = family().shutdownGrace(Duration.ofMillis(300)).open()) {
            SharedQueue<String> told = mp.queue();
            sleeper = mp.process(() -> Thread.sleep(Long.MAX_VALUE));
            stubborn = mp.process(() -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }));
                told.put("ready");
                Thread.sleep(Long.MAX_VALUE);
            });
            sleeper.setDaemon(true);
            stubborn.setDaemon(true);
            sleeper.start();
            stubborn.start();
            next(told);
        }
        // The first needs no killing, unless the machine is slower than the grace period.
        assertThat(sleeper.exitCode().getAsInt()).isIn(-15, -9);
        assertThat(stubborn.exitCode()).hasValue(-9);
    }

    @FamilyTest
    @DisplayName("close: an interrupt ends the waiting, and is kept")
    default void isInterruptible() throws Exception {
        Multiprocessing mp = family().open();
        ChildProcess endless = mp.start(() -> Thread.sleep(Long.MAX_VALUE));
        Blocked<Boolean> closer = Blocked.run(patience(), () -> {
            mp.close();
            return Thread.interrupted();
        }).awaitBlocked();
        assertThat(endless.isAlive()).isTrue();
        closer.interrupt();
        assertThat(closer.value()).isTrue();
        assertThat(endless.exitCode()).hasValue(-15);
    }

    @FamilyTest
    @DisplayName("close: waits for the tasks of pools, and closes them; may be called again, by several threads")
    default void closesPools() throws Exception {
        Multiprocessing mp = family().open();
        ProcessPool pool = mp.pool(1);
        TaskFuture<Integer> task = pool.submit(() -> {
            Thread.sleep(Duration.ofMillis(400));
            return 1;
        });
        TaskFuture<Integer> second = pool.submit(() -> 2);
        Blocked<Boolean> other = Blocked.run(patience(), () -> {
            mp.close();
            return true;
        });
        mp.close();
        assertThat(List.of(task.getNow(0), second.getNow(0))).containsExactly(1, 2);
        assertThat(pool.isTerminated()).isTrue();
        assertThat(other.value()).isTrue();
        mp.close();
        assertThat(mp.activeChildren()).isEmpty();
    }

    @FamilyTest
    @DisplayName("close: in a child it ends the child's children; the child remains a member")
    default void closeInAChild(Multiprocessing mp) throws Exception {
        SharedQueue<Object> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            Multiprocessing inner = Multiprocessing.current();
            ChildProcess grandchild = inner.process(() -> Thread.sleep(Long.MAX_VALUE));
            told.put(grandchild.start().pid());
            grandchild.kill();
            inner.close();
            told.put("still a member");
        });
        long grandchild = (Long) next(told);
        assertThat(next(told)).isEqualTo("still a member");
        Await.untilGone(grandchild, patience());
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @Alone
    @FamilyTest
    @DisplayName("close: families that came and went in every way leave no process, thread, descriptor or file")
    default void nothingIsLeft() throws Exception {
        liveAndClose(0);
        Footprint before = footprint();
        for (int round = 0; round < 4; round++) {
            liveAndClose(round);
        }
        AtomicReference<Set<String>> left = new AtomicReference<>(Set.of());
        try {
            Await.until("nothing is left", patience(), () -> {
                left.set(footprint().without(before));
                return left.get().isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            assertThat(left.get()).as("what is left").isEmpty();
        }
    }

    private static Footprint footprint() {
        return Footprint.of(() -> {
            throw new UnsupportedOperationException("only the names of files are asked for");
        });
    }

    private void liveAndClose(int round) throws Exception {
        try (Multiprocessing mp = family().open()) {
            SharedQueue<byte[]> queue = mp.queue();
            SharedLong number = mp.sharedLong(round);
            ChildProcess child = mp.start(() -> {
                System.out.print("");
                Multiprocessing.current().memory(number.get() + 1).segment();
                queue.put(new byte[100_000]);
                if (ProcessHandle.current().pid() % 2 == 0) {
                    throw new IllegalStateException("thrown on purpose");
                }
            });
            if (round % 2 == 1) {
                child.kill();
            }
            try (ProcessPool pool = mp.pool(1)) {
                pool.submit(() -> {
                    if (round == 2) {
                        Runtime.getRuntime().halt(1);
                    }
                    return Multiprocessing.current().queue();
                });
            }
        }
    }
}
