package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Queues whose users or owners go, and families that they do not belong to. */
public interface QueueDeathContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("sharing: when the process that a queue lives in dies, whoever uses it is told")
    default void ownersDeath(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<SharedQueue<String>> queues = mp.queue();
        SharedQueue<String> told = mp.queue();
        ChildProcess owner = mp.start(() -> {
            SharedQueue<String> own = Multiprocessing.current().queue(1);
            queues.put(own);
            Thread.sleep(Long.MAX_VALUE);
        });
        SharedQueue<String> orphan = next(queues);
        orphan.put("full");
        Blocked<Boolean> putter = Blocked.run(patience(), () -> {
            orphan.put("never");
            return true;
        }).awaitBlocked();
        TaskFuture<?> sibling = pool.submit(() -> {
            told.put("about to wait");
            orphan.put("never");
        });
        next(told);
        owner.kill();
        owner.join();
        assertThat(putter.thrown()).isInstanceOf(QueueClosedException.class).hasMessageContaining("signal 9");
        assertThat(sibling.handle((value, thrown) -> thrown).get()).isInstanceOf(QueueClosedException.class);
        assertThat(orphan.isClosed()).isTrue();
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(orphan::poll);
        assertThatExceptionOfType(QueueClosedException.class).isThrownBy(orphan::size);
        assertThat(pool.submit(() -> orphan.isClosed()).get()).isTrue();
        orphan.close();
    }

    @FamilyTest
    @DisplayName("sharing: a consumer that is killed while it waits takes nothing with it")
    default void consumersDeath(Multiprocessing mp) throws Exception {
        SharedQueue<Integer> queue = mp.queue();
        SharedQueue<String> told = mp.queue();
        List<ChildProcess> consumers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            consumers.add(mp.start(() -> {
                told.put("waiting");
                queue.take();
            }));
            next(told);
        }
        Blocked<Integer> here = Blocked.run(patience(), queue::take).awaitBlocked();
        for (ChildProcess consumer : consumers) {
            consumer.kill();
        }
        for (ChildProcess consumer : consumers) {
            consumer.join();
        }
        queue.put(1);
        assertThat(here.value()).isEqualTo(1);
        queue.put(2);
        assertThat(queue.size()).isEqualTo(1);
    }

    @FamilyTest
    @DisplayName("sharing: a queue stays within its family")
    default void foreignFamily(Multiprocessing mp) throws Exception {
        SharedQueue<Object> own = mp.queue();
        try (Multiprocessing other = family().open()) {
            SharedQueue<Object> foreign = other.queue();
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> own.put(foreign))
                    .withStackTraceContaining("another Multiprocessing");
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(own))
                .withMessageContaining("within their family");
        assertThat(own.size()).isZero();
    }
}
