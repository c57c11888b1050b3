package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** How long shared objects live, who owns them, and what their owner's end does to callers. */
public interface SharedObjectLifeContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("shared object: it may live in a worker; parent, sibling and the worker itself call it there")
    default void objectOfAWorker(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Calculator> objects = mp.queue();
        SharedQueue<String> end = mp.queue();
        ChildProcess owner = mp.start(() -> {
            Calculator own = Multiprocessing.current().share(Calculator.class, new Calculator.Local());
            objects.put(own);
            end.take();
            own.add(1);
            assertThat(own.add(0)).isEqualTo(111);
        });
        Calculator calculator = next(objects);
        assertThat(calculator.pid()).isEqualTo(owner.pid());
        calculator.add(10);
        assertThat(pool.submit(() -> calculator.add(100) > 100 && calculator.pid() == owner.pid()).get()).isTrue();
        end.put("now");
        owner.join();
        assertThat(owner.exitCode()).hasValue(0);
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(() -> calculator.add(1));
    }

    @FamilyTest
    @DisplayName("shared object: when its owner is killed, calls under way and later ones fail and say why")
    default void objectOwnersDeath(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Calculator> objects = mp.queue();
        SharedQueue<String> told = mp.queue();
        ChildProcess owner = mp.start(() -> {
            Calculator own = Multiprocessing.current().share(Calculator.class, new Calculator.Local());
            objects.put(own);
            Thread.sleep(Long.MAX_VALUE);
        });
        Calculator orphan = next(objects);
        Blocked<?> here = Blocked.run(patience(), () -> {
            orphan.awaitOpenQuietly();
            return null;
        }).awaitBlocked();
        TaskFuture<?> sibling = pool.submit(() -> {
            told.put("about to wait");
            orphan.awaitOpen();
        });
        next(told);
        owner.kill();
        owner.join();
        assertThat(here.thrown()).isInstanceOf(SharedObjectGoneException.class).hasMessageContaining("signal 9");
        assertThat(sibling.handle((value, thrown) -> thrown).get()).isInstanceOf(SharedObjectGoneException.class);
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(() -> orphan.add(1));
        assertThat(orphan.toString()).contains("Calculator");
        assertThat(pool.submit(() -> "goes on").get()).isEqualTo("goes on");
    }

    @FamilyTest
    @DisplayName("shared object: thousands that are shared, sent, called and dropped leave nothing behind")
    default void objectsAccumulate(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<WeakReference<Object>> targets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shareAndDrop(mp, pool, targets);
        }
        assertThat(targets).hasSize(2000);
        awaitRelease(pool, targets);
    }

    private static void shareAndDrop(Multiprocessing mp, ProcessPool pool, List<WeakReference<Object>> targets)
            throws Exception {
        List<TaskFuture<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Calculator.Local target = new Calculator.Local();
            targets.add(new WeakReference<>(target));
            Calculator shared = mp.share(Calculator.class, target);
            tasks.add(pool.submit(() -> shared.add(1)));
        }
        for (TaskFuture<Long> task : tasks) {
            assertThat(task.get()).isEqualTo(1);
        }
    }

    /** Memory is collected in all processes until the owners have let go. */
    private void awaitRelease(ProcessPool pool, List<WeakReference<Object>> targets) {
        Await.until("the targets are garbage", patience(), () -> {
            System.gc();
            pool.map(List.of(1, 2, 3, 4), number -> {
                System.gc();
                return number;
            });
            return targets.stream().allMatch(target -> target.refersTo(null));
        });
    }

    @FamilyTest
    @DisplayName("shared object: what is under way, or held by another process only, is kept")
    default void objectKeptByMessages(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<Calculator> queue = mp.queue();
        SharedQueue<SharedQueue<Calculator>> foreign = mp.queue();
        SharedQueue<String> told = mp.queue();
        ChildProcess keeper = mp.start(() -> {
            SharedQueue<Calculator> own = Multiprocessing.current().queue();
            foreign.put(own);
            Calculator held = queue.take();
            told.put("held");
            told.awaitDone();
            System.gc();
            held.add(1);
            own.put(held);
            told.put("put back");
            Thread.sleep(Long.MAX_VALUE);
        });
        Calculator.Local target = new Calculator.Local();
        putShared(mp, queue, target);
        System.gc();
        assertThat(next(told)).isEqualTo("held");
        System.gc();
        Thread.sleep(Places.SHORT);
        System.gc();
        told.taskDone();
        assertThat(next(told)).isEqualTo("put back");
        assertThat(target.add(0)).isEqualTo(1);
        SharedQueue<Calculator> far = next(foreign);
        assertThat(pool.submit(() -> next(far).add(1)).get()).isEqualTo(2);
        WeakReference<Object> reference = new WeakReference<>(target);
        keeper.kill();
        keeper.join();
        assertThat(reference.refersTo(target)).isTrue();
    }

    @FamilyTest
    @DisplayName("shared object: who looks at one in another process's queue does not take it from who reads it")
    default void objectLookedAt(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<SharedQueue<Calculator>> queues = mp.queue();
        ChildProcess keeper = mp.start(() -> {
            queues.put(Multiprocessing.current().queue());
            Thread.sleep(Long.MAX_VALUE);
        });
        SharedQueue<Calculator> far = next(queues);
        Calculator.Local target = new Calculator.Local();
        putShared(mp, far, target);
        assertThat(pool.submit(() -> far.peek().add(1) + far.iterator().next().add(1)).get()).isEqualTo(3);
        for (int i = 0; i < 4; i++) {
            System.gc();
            pool.submit(System::gc).get();
            Thread.sleep(Places.SHORT);
        }
        assertThat(next(far).add(1)).isEqualTo(3);
        keeper.kill();
        keeper.join();
    }

    private static void putShared(Multiprocessing mp, SharedQueue<Calculator> queue, Calculator target)
            throws InterruptedException {
        queue.put(mp.share(Calculator.class, target));
    }

    @FamilyTest
    @DisplayName("shared object: the function of a map keeps what it refers to for all its items")
    default void objectKeptByFunctions(Multiprocessing mp, ProcessPool pool) throws Exception {
        Calculator.Local target = new Calculator.Local();
        TaskFuture<List<Long>> results = mapOver(mp, pool, target, 64);
        assertThat(results.get()).hasSize(64);
        assertThat(target.add(0)).isEqualTo(64);
    }

    private static TaskFuture<List<Long>> mapOver(
            Multiprocessing mp, ProcessPool pool, Calculator target, int items) {
        Calculator shared = mp.share(Calculator.class, target);
        return pool.mapAsync(IntStream.range(0, items).boxed().toList(), number -> {
            System.gc();
            return shared.add(1);
        });
    }

    @FamilyTest
    @DisplayName("shared object: what a killed process held is let go")
    default void objectHoldersDeath(Multiprocessing mp, ProcessPool pool) throws Exception {
        awaitRelease(pool, List.of(heldByTheDead(mp)));
    }

    private static WeakReference<Object> heldByTheDead(Multiprocessing mp) throws InterruptedException {
        SharedQueue<String> told = mp.queue();
        Calculator.Local target = new Calculator.Local();
        ChildProcess holder = startHolder(mp, told, target);
        next(told);
        holder.kill();
        holder.join();
        return new WeakReference<>(target);
    }

    private static ChildProcess startHolder(Multiprocessing mp, SharedQueue<String> told, Calculator local) {
        Calculator shared = mp.share(Calculator.class, local);
        return mp.start(() -> {
            shared.add(1);
            told.put("held");
            shared.awaitOpen();
        });
    }

    @FamilyTest
    @DisplayName("shared object: it stays within its family, and ends with it")
    default void objectFamily(Multiprocessing mp) throws Exception {
        SharedQueue<Object> queue = mp.queue();
        Calculator foreign;
        Blocked<?> caller;
        try (Multiprocessing other = family().open()) {
            Calculator shared = other.share(Calculator.class, new Calculator.Local());
            foreign = shared;
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> queue.put(shared))
                    .withStackTraceContaining("another Multiprocessing");
            caller = Blocked.run(patience(), () -> {
                shared.awaitOpen();
                return null;
            }).awaitBlocked();
        }
        assertThat(caller.thrown()).isInstanceOf(SharedObjectGoneException.class);
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(() -> foreign.add(1));
        Calculator own = mp.share(Calculator.class, new Calculator.Local());
        assertThatIllegalStateException()
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(own))
                .withMessageContaining("within their family");
        assertThat(queue.size()).isZero();
    }

    /** Takes its time. */
    interface Slow {
        int compute(int number) throws InterruptedException;
    }

    @FamilyTest
    @DisplayName("shared object: close lets a child finish that waits for an object which is at work")
    default void objectAtWorkAtClose() throws Exception {
        ChildProcess child;
        try (Multiprocessing mp = family().open()) {
            Slow slow = mp.share(Slow.class, number -> {
                Thread.sleep(1500);
                return number + 1;
            });
            child = mp.start(() -> System.exit(slow.compute(4)));
        }
        assertThat(child.exitCode()).hasValue(5);
    }
}
