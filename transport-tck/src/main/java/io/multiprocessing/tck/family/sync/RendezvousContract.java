package io.multiprocessing.tck.family.sync;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.InterProcessBarrier;
import io.multiprocessing.InterProcessEvent;
import io.multiprocessing.InterProcessLatch;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.shared.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;

/** Events, latches and barriers, in the manner of tests of CountDownLatch and CyclicBarrier; and under death. */
public interface RendezvousContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("event: who waits is woken when it is set, and nobody waits while it is")
    default void event(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessEvent event = mp.event();
        assertThat(pool.submit(() -> event).get()).isEqualTo(event);
        Places.hereAndThere(pool, () -> {
            assertThat(event.isSet()).isFalse();
            assertThat(event.await(Places.SHORT)).isFalse();
            assertThat(event.await(0, TimeUnit.SECONDS)).isFalse();
            Blocked<String> first = Blocked.run(Places.LONG, () -> {
                event.await();
                return "woken";
            }).awaitBlocked();
            Blocked<Boolean> second = Blocked.run(Places.LONG, () -> event.await(Places.LONG)).awaitBlocked();
            Blocked<Boolean> third = Blocked.run(Places.LONG, () -> event.await(Places.LONG)).awaitBlocked();
            assertThat(third.interrupt().thrown()).isInstanceOf(InterruptedException.class);
            event.set();
            assertThat(first.value()).isEqualTo("woken");
            assertThat(second.value()).isTrue();
            event.set();
            event.await();
            assertThat(event.await(0, TimeUnit.SECONDS)).isTrue();
            assertThat(event.isSet()).isTrue();
            event.clear();
            assertThat(event.isSet()).isFalse();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(event::await);
        });
        ChildProcess child = mp.start(event::set);
        event.await();
        child.join();
        assertThat(event.isSet()).as("outlives who set it").isTrue();
    }

    @FamilyTest
    @DisplayName("latch: opens when it has been counted down, and stays open")
    default void latch(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessLatch latch = mp.latch(3);
        assertThat(latch.await(Places.SHORT)).isFalse();
        assertThat(latch.await(-1, TimeUnit.SECONDS)).isFalse();
        Blocked<String> here = Blocked.run(patience(), () -> {
            latch.await();
            return "open";
        }).awaitBlocked();
        Blocked<Boolean> interrupted = Blocked.run(patience(), () -> latch.await(Places.LONG)).awaitBlocked();
        assertThat(interrupted.interrupt().thrown()).isInstanceOf(InterruptedException.class);
        ChildProcess doomed = mp.start(latch::await);
        doomed.kill();
        ChildProcess there = mp.start(latch::await);
        pool.submit(latch::countDown).get();
        latch.countDown();
        here.awaitBlocked();
        assertThat(pool.submit(latch::getCount).get()).isEqualTo(1);
        pool.submit(latch::countDown).get();
        assertThat(here.value()).isEqualTo("open");
        there.join();
        assertThat(there.exitCode()).hasValue(0);
        latch.countDown();
        assertThat(latch.getCount()).isZero();
        assertThat(latch.await(0, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.submit(() -> latch).get()).isEqualTo(latch);
        assertThatIllegalArgumentException().isThrownBy(() -> mp.latch(-1));
    }

    @FamilyTest
    @DisplayName("barrier: all go on when the last has come and has run the action, time and again")
    default void barrier(Multiprocessing mp) throws Exception {
        SharedQueue<String> log = mp.queue();
        InterProcessBarrier barrier = mp.barrier(3, () -> log.put("action"));
        SharedQueue<Integer> indices = mp.queue();
        List<ChildProcess> children = List.of(party(mp, barrier, indices), party(mp, barrier, indices));
        for (int round = 0; round < 3; round++) {
            indices.put(barrier.await());
            assertThat(List.of(next(indices), next(indices), next(indices))).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(next(log)).isEqualTo("action");
        }
        for (ChildProcess child : children) {
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        }
        assertThat(barrier.getParties()).isEqualTo(3);
        assertThat(barrier.getNumberWaiting()).isZero();
        assertThat(barrier.isBroken()).isFalse();
        assertThat(mp.barrier(1).await()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> mp.barrier(0));
    }

    private static ChildProcess party(
            Multiprocessing mp, InterProcessBarrier barrier, SharedQueue<Integer> indices) {
        return mp.start(() -> {
            for (int round = 0; round < 3; round++) {
                indices.put(barrier.await());
            }
        });
    }

    @FamilyTest
    @DisplayName("barrier: a time-out, an interrupt, a failing action and a reset break it for all")
    default void barrierBreaks(Multiprocessing mp, ProcessPool pool) throws Exception {
        InterProcessBarrier barrier = mp.barrier(3);
        Places.hereAndThere(pool, () -> {
            Blocked<Integer> victim = Blocked.run(Places.LONG, barrier::await).awaitBlocked();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> barrier.await(Places.SHORT));
            assertThat(victim.thrown()).isInstanceOf(BrokenBarrierException.class);
            assertThat(barrier.isBroken()).isTrue();
            assertThatExceptionOfType(BrokenBarrierException.class).isThrownBy(barrier::await);
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();

            Blocked<Integer> second = Blocked.run(Places.LONG, barrier::await).awaitBlocked();
            Blocked<Integer> interrupted = Blocked.run(Places.LONG, barrier::await).awaitBlocked();
            assertThat(barrier.getNumberWaiting()).isEqualTo(2);
            assertThat(interrupted.interrupt().thrown()).isInstanceOf(InterruptedException.class);
            assertThat(second.thrown()).isInstanceOf(BrokenBarrierException.class);
            barrier.reset();

            Blocked<Integer> third = Blocked.run(Places.LONG, barrier::await).awaitBlocked();
            barrier.reset();
            assertThat(third.thrown()).isInstanceOf(BrokenBarrierException.class);
            assertThat(barrier.isBroken()).isFalse();
        });

        InterProcessBarrier failing = mp.barrier(2, () -> {
            throw new IllegalStateException("the action failed on purpose");
        });
        Places.hereAndThere(pool, () -> {
            Blocked<Integer> victim = Blocked.run(Places.LONG, failing::await).awaitBlocked();
            assertThatThrownBy(failing::await).hasMessageContaining("on purpose");
            assertThat(victim.thrown()).isInstanceOf(BrokenBarrierException.class);
            failing.reset();
        });
    }

    @FamilyTest
    @DisplayName("barrier: the death of a party that waits, or runs the action, breaks it")
    default void barrierDeath(Multiprocessing mp) throws Exception {
        InterProcessBarrier barrier = mp.barrier(3);
        ChildProcess doomed = mp.start(barrier::await);
        Await.until("it waits", patience(), () -> barrier.getNumberWaiting() == 1);
        Blocked<Integer> victim = Blocked.run(patience(), barrier::await).awaitBlocked();
        doomed.kill();
        doomed.join();
        assertThat(victim.thrown()).isInstanceOf(BrokenBarrierException.class);

        SharedQueue<String> told = mp.queue();
        InterProcessBarrier acting = mp.barrier(2, () -> {
            told.put("acts");
            Thread.sleep(Long.MAX_VALUE);
        });
        Blocked<Integer> second = Blocked.run(patience(), acting::await).awaitBlocked();
        ChildProcess actor = mp.start(acting::await);
        next(told);
        Blocked<Integer> outside = Blocked.run(patience(), acting::await).awaitBlocked();
        actor.kill();
        actor.join();
        assertThat(second.thrown()).isInstanceOf(BrokenBarrierException.class);
        assertThat(outside.thrown()).isInstanceOf(BrokenBarrierException.class);
    }

    @FamilyTest
    @DisplayName("barrier: any number of parties can meet")
    default void barrierCrowd(Multiprocessing mp) throws Exception {
        int crowd = 150;
        InterProcessBarrier barrier = mp.barrier(crowd);
        List<Blocked<Integer>> parties = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            parties.add(Blocked.run(patience(), barrier::await));
        }
        List<Integer> indices = new ArrayList<>();
        for (Blocked<Integer> party : parties) {
            indices.add(party.value());
        }
        assertThat(indices).doesNotHaveDuplicates();
        assertThat(barrier.isBroken()).isFalse();
    }
}
