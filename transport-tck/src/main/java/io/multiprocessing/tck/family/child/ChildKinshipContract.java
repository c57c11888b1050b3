package io.multiprocessing.tck.family.child;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.CurrentProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;

/** Who is who: names, parents, daemons, children of children, and process objects that travel. */
public interface ChildKinshipContract extends FamilyUnderTest {
    /** What a child finds out by trying. */
    static String outcomeOf(RemoteRunnable attempt) {
        try {
            attempt.run();
            return "no exception";
        } catch (Throwable e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    @FamilyTest
    @DisplayName("kinship: default names count, and a grandchild's name begins with its parent's")
    default void defaultNames() throws Exception {
        try (Multiprocessing mp = family().open()) {
            assertThat(mp.process(() -> {}).getName()).isEqualTo("Process-1");
            SharedQueue<String> names = mp.queue();
            ChildProcess second = mp.start(() -> {
                names.put(ChildProcess.self().name());
                Multiprocessing inner = Multiprocessing.current();
                names.put(inner.process(() -> {}).getName());
                inner.start(() -> names.put(ChildProcess.self().name())).join();
            });
            second.join();
            assertThat(List.of(next(names), next(names), next(names)))
                    .containsExactly("Process-2", "Process-2:1", "Process-2:2");
        }
    }

    @FamilyTest
    @DisplayName("kinship: name and daemon flag can be set before start, and only then")
    default void setBeforeStart(Multiprocessing mp) throws Exception {
        SharedQueue<CurrentProcess> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.process(() -> {
            told.put(ChildProcess.self());
            gate.take();
        });
        assertThat(child.isDaemon()).isFalse();
        child.setName("Zoë of the test");
        child.setDaemon(true);
        child.start();
        CurrentProcess self = next(told);
        assertThat(self.name()).isEqualTo("Zoë of the test").isEqualTo(child.getName());
        assertThat(self.isDaemon()).isTrue();
        assertThat(child.isDaemon()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> child.setName("late")).withMessageContaining("before start");
        assertThatIllegalStateException().isThrownBy(() -> child.setDaemon(false))
                .withMessageContaining("before start");
        gate.put("go");
        child.join();
        assertThatIllegalStateException().isThrownBy(() -> child.setName("too late"));
    }

    @FamilyTest
    @DisplayName("kinship: self tells name, pid, daemon flag and parent, in children and in the main process")
    default void self(Multiprocessing mp) throws Exception {
        CurrentProcess main = ChildProcess.self();
        assertThat(main.name()).isEqualTo("MainProcess");
        assertThat(main.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(main.isDaemon()).isFalse();
        assertThat(main.parentPid()).isEqualTo(OptionalLong.empty());
        assertThat(main.parentName()).isEmpty();

        SharedQueue<CurrentProcess> told = mp.queue();
        ChildProcess child = mp.start(() -> {
            told.put(ChildProcess.self());
            Multiprocessing.current().start(() -> told.put(ChildProcess.self())).join();
        });
        CurrentProcess middle = next(told);
        assertThat(middle.name()).isEqualTo(child.getName());
        assertThat(middle.pid()).isEqualTo(child.pid());
        assertThat(middle.isDaemon()).isFalse();
        assertThat(middle.parentPid()).hasValue(main.pid());
        assertThat(middle.parentName()).contains("MainProcess");
        CurrentProcess youngest = next(told);
        assertThat(youngest.name()).isEqualTo(child.getName() + ":1");
        assertThat(youngest.parentPid()).hasValue(child.pid());
        assertThat(youngest.parentName()).contains(child.getName());
        child.join();
    }

    @FamilyTest
    @DisplayName("kinship: a child starts, joins and counts children of its own, and uses the same family")
    default void childrenOfChildren(Multiprocessing mp) throws Exception {
        SharedQueue<Object> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(() -> {
            Multiprocessing inner = Multiprocessing.current();
            told.put(inner.transport());
            ChildProcess grandchild = inner.start(() -> {
                gate.take();
                System.exit(4);
            });
            told.put(inner.activeChildren().size());
            gate.put("go");
            grandchild.join();
            told.put(inner.activeChildren().size());
            told.put(grandchild.exitCode().getAsInt());
        });
        assertThat(List.of(next(told), next(told), next(told), next(told))).containsExactly(transport(), 1, 0, 4);
        assertThat(mp.activeChildren()).hasSizeLessThanOrEqualTo(1);
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("kinship: a child lives until the children that it did not join have ended")
    default void parentOutlivesItsChildren(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess child = mp.start(() -> {
            Multiprocessing.current().start(() -> {
                told.put(gate.take());
                told.put("the grandchild is done");
            });
            told.put("the child's target is done");
        });
        assertThat(next(told)).isEqualTo("the child's target is done");
        gate.put("passed on");
        assertThat(next(told)).isEqualTo("passed on");
        assertThat(next(told)).isEqualTo("the grandchild is done");
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("kinship: a daemon may not have children, and what it makes inherits the flag")
    default void daemonHasNoChildren(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        ChildProcess daemon = mp.process(() -> {
            Multiprocessing inner = Multiprocessing.current();
            ChildProcess grandchild = inner.process(() -> {});
            told.put("daemon: " + grandchild.isDaemon());
            told.put(outcomeOf(grandchild::start));
            told.put(outcomeOf(() -> {
                try (ProcessPool pool = inner.pool(1)) {
                    pool.submit(() -> 1).get();
                }
            }));
            told.put("active: " + inner.activeChildren().size());
        });
        daemon.setDaemon(true);
        daemon.start();
        assertThat(next(told)).isEqualTo("daemon: true");
        assertThat(next(told)).startsWith("java.lang.IllegalStateException").contains("daemon");
        assertThat(next(told)).contains("daemon").doesNotContain("no exception");
        assertThat(next(told)).isEqualTo("active: 0");
        daemon.join();
        assertThat(daemon.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("kinship: a process object that travelled tells what it is, and can't be started, joined or changed")
    default void processObjectsTravel(Multiprocessing mp) throws Exception {
        SharedQueue<String> told = mp.queue();
        SharedQueue<ChildProcess> objects = mp.queue();
        SharedQueue<String> gate = mp.queue();
        ChildProcess subject = mp.process(gate::take);
        objects.put(subject);
        subject.start();
        objects.put(subject);
        ChildProcess other = mp.start(() -> {
            ChildProcess before = objects.take();
            told.put(outcomeOf(before::start));
            ChildProcess copy = objects.take();
            told.put(copy.getName() + " " + copy.pid() + " " + copy.isAlive());
            told.put(outcomeOf(copy::start));
            told.put(outcomeOf(copy::join));
            told.put(outcomeOf(() -> copy.setName("mine")));
            told.put(outcomeOf(copy::kill));
        });
        assertThat(next(told)).startsWith("java.lang.IllegalStateException").contains("process that made it");
        assertThat(next(told)).isEqualTo(subject.getName() + " " + subject.pid() + " true");
        for (int i = 0; i < 4; i++) {
            assertThat(next(told)).startsWith("java.lang.IllegalStateException");
        }
        other.join();
        assertThat(subject.isAlive()).isTrue();
        gate.put("go");
        subject.join();
        assertThat(subject.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("kinship: a process is started once")
    default void startTwice(Multiprocessing mp) throws Exception {
        ChildProcess child = mp.start(() -> {});
        assertThatIllegalStateException().isThrownBy(child::start).withMessageContaining("started once");
        child.join();
        assertThatIllegalStateException().isThrownBy(child::start).withMessageContaining("started once");
    }
}
