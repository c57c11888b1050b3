package io.multiprocessing.tck.family.child;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

/** A process from a lambda or a subclass: how it is begun, waited for and looked at. */
public interface ChildProcessContract extends FamilyUnderTest {
    /** What a lambda of these tests captures. */
    record Parcel(int number, String text, List<String> names) implements Serializable {}

    /** A process with fields of its own. */
    final class Greeter extends ChildProcess {
        private static final long serialVersionUID = 1;

        private final String greeting;
        private final SharedQueue<String> greetings;
        private int count;

        Greeter(String greeting, SharedQueue<String> greetings) {
            this.greeting = greeting;
            this.greetings = greetings;
        }

        @Override
        protected void run() throws Exception {
            count++;
            greetings.put(greeting + " from " + getName() + ", run " + count + " in " + pid());
        }
    }

    @FamilyTest
    @DisplayName("child: a lambda runs in another process with the arguments that it captured")
    default void lambdaWithArguments(Multiprocessing mp) throws Exception {
        int number = 42;
        String text = "smørrebrød ☃ \uD83D\uDE80";
        Parcel parcel = new Parcel(-1, "", List.of("a", "b"));
        byte[] bytes = {1, 2, 3};
        SharedQueue<List<Object>> told = mp.queue();
        ChildProcess child = mp.start(
                () -> told.put(List.of(number, text, parcel, bytes, ChildProcess.self().pid())));
        List<Object> got = next(told);
        child.join();
        assertThat(got).usingRecursiveComparison().isEqualTo(List.of(number, text, parcel, bytes, child.pid()));
        assertThat(child.pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @FamilyTest
    @DisplayName("child: a subclass runs its run method with its fields, which are copies")
    default void subclassWithFields(Multiprocessing mp) throws Exception {
        // A process object joins the current family: in a child, that is the one under test.
        SharedQueue<String> greetings = mp.queue();
        ChildProcess middle = mp.start(() -> {
            Greeter greeter = new Greeter("hello", greetings);
            greeter.setName("greeter");
            greeter.start().join();
            greetings.put("its own count: " + greeter.count + ", exit code " + greeter.exitCode().getAsInt());
            greetings.put(Long.toString(greeter.pid()));
        });
        middle.join();
        assertThat(middle.exitCode()).hasValue(0);
        List<String> said = List.of(next(greetings), next(greetings), next(greetings));
        assertThat(said.get(0)).isEqualTo("hello from greeter, run 1 in " + said.get(2));
        assertThat(said.get(1)).isEqualTo("its own count: 0, exit code 0");
    }

    @FamilyTest
    @DisplayName("child: a process object made in the main process belongs to the current family")
    default void currentFamily() throws Exception {
        try (Multiprocessing current = Multiprocessing.current()) {
            assertThat(Multiprocessing.current()).isSameAs(current);
            SharedQueue<String> greetings = current.queue();
            Greeter greeter = new Greeter("hi", greetings);
            greeter.start();
            assertThat(next(greetings)).startsWith("hi from " + greeter.getName());
            ChildProcess named = new ChildProcess("named", () -> greetings.put(ChildProcess.self().name()));
            named.start().join();
            assertThat(next(greetings)).isEqualTo("named");
            greeter.join();
            assertThat(greeter.exitCode()).hasValue(0);
            current.close();
            try (Multiprocessing next = Multiprocessing.current()) {
                assertThat(next).isNotSameAs(current);
                assertThat(next.queue().isClosed()).isFalse();
            }
        }
    }

    @FamilyTest
    @DisplayName("child: alive, pid and exit code tell where a process is in its life")
    default void factsOfLife(Multiprocessing mp) throws Exception {
        SharedQueue<Long> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.process(() -> {
            told.put(ProcessHandle.current().pid());
            gate.take();
        });
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).isEqualTo(OptionalInt.empty());
        assertThatIllegalStateException().isThrownBy(child::pid).withMessageContaining("not been started");
        assertThatIllegalStateException().isThrownBy(child::join).withMessageContaining("not been started");
        assertThatIllegalStateException().isThrownBy(child::kill).withMessageContaining("not been started");

        assertThat(child.start()).isSameAs(child);
        assertThat(child.pid()).isEqualTo(next(told));
        assertThat(child.toHandle().pid()).isEqualTo(child.pid());
        assertThat(child.isAlive()).isTrue();
        assertThat(child.exitCode()).isEqualTo(OptionalInt.empty());
        assertThat(mp.activeChildren()).contains(child);

        gate.put("go");
        child.join();
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exitCode()).hasValue(0);
        assertThat(Await.isAlive(child.pid())).isFalse();
        assertThat(mp.activeChildren()).doesNotContain(child);
    }

    @FamilyTest
    @DisplayName("child: join waits as long as it is told to, and not at all for zero or less")
    default void joinWithTimeout(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(gate::take);
        assertThat(child.join(Duration.ZERO)).isFalse();
        assertThat(child.join(Duration.ofDays(-1))).isFalse();
        long begin = System.nanoTime();
        assertThat(child.join(Duration.ofMillis(100))).isFalse();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        gate.put("go");
        assertThat(child.join(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        assertThat(child.join(Duration.ZERO)).isTrue();
        child.join();
    }

    @FamilyTest
    @DisplayName("child: an interrupt ends join, and nothing else")
    default void joinIsInterruptible(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(gate::take);
        Blocked<Void> joiner = Blocked.run(patience(), () -> {
            child.join();
            return null;
        });
        joiner.awaitBlocked().interrupt();
        assertThat(joiner.thrown()).isInstanceOf(InterruptedException.class);
        assertThat(child.isAlive()).isTrue();
        gate.put("go");
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("child: any number of threads may join one process, and start many at once")
    default void manyThreads(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        List<CompletableFuture<ChildProcess>> starts = List.of(
                CompletableFuture.supplyAsync(() -> mp.start(gate::take)),
                CompletableFuture.supplyAsync(() -> mp.start(gate::take)),
                CompletableFuture.supplyAsync(() -> mp.start(gate::take)));
        List<ChildProcess> children = starts.stream().map(CompletableFuture::join).toList();
        assertThat(children).extracting(ChildProcess::pid).doesNotHaveDuplicates();
        assertThat(children).extracting(ChildProcess::getName).doesNotHaveDuplicates();
        List<Blocked<Boolean>> joiners = children.stream()
                .flatMap(child -> List.of(child, child).stream())
                .map(child -> Blocked.run(patience(), () -> child.join(patience())).awaitBlocked())
                .toList();
        for (int i = 0; i < children.size(); i++) {
            gate.put("go");
        }
        for (Blocked<Boolean> joiner : joiners) {
            assertThat(joiner.value()).isTrue();
        }
    }

    @FamilyTest
    @DisplayName("child: outlives the thread that started it")
    default void outlivesItsStarter(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        List<ChildProcess> children = new CopyOnWriteArrayList<>();
        Thread starter = Thread.ofPlatform().start(() -> children.add(mp.start(gate::take)));
        starter.join();
        ChildProcess child = children.getFirst();
        assertThat(child.join(Duration.ofMillis(200))).isFalse();
        gate.put("go");
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("child: a thread that is not a daemon keeps the process alive after its target has returned")
    default void threadKeepsChildAlive(Multiprocessing mp) throws Exception {
        SharedQueue<String> gate = mp.queue();
        SharedQueue<String> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            Thread.ofPlatform().start(() -> {
                try {
                    gate.take();
                    told.put("thread done");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    Thread.yield();
                }
            });
            told.put("target done");
        });
        assertThat(next(told)).isEqualTo("target done");
        assertThat(child.isAlive()).isTrue();
        gate.put("go");
        assertThat(next(told)).isEqualTo("thread done");
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }
}
