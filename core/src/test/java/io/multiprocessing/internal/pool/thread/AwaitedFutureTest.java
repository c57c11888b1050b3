package io.multiprocessing.internal.pool.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.TaskState;
import io.multiprocessing.internal.family.progress.Waiting;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AwaitedFutureTest {
    /** How long a waiter may take that is not stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static class Future extends AwaitedFuture<Integer> {
        Future() {
            super(new Waiting());
        }

        @Override
        public long taskId() {
            return 1;
        }

        @Override
        public TaskState taskState() {
            return TaskState.RUNNING;
        }

        @Override
        public OptionalLong workerPid() {
            return OptionalLong.empty();
        }
    }

    /**
     * Here the deliverer finds no waiter, but takes the arrival only when a waiter has come and seen it, and before
     * that one can take it.
     */
    private static final class ContestedFuture extends Future {
        private final CountDownLatch delivered = new CountDownLatch(1);
        private final CountDownLatch seen = new CountDownLatch(1);
        private volatile boolean taken;
        private Thread deliverer;

        void deliver(Runnable completion) throws InterruptedException {
            deliverer = Thread.ofPlatform().daemon().unstarted(() -> arrived(completion));
            deliverer.start();
            delivered.await();
        }

        @Override
        void completeElsewhere() {
            if (Thread.currentThread() == deliverer) {
                delivered.countDown();
                awaitQuietly(seen);
            }
            super.completeElsewhere();
            taken = true;
        }

        @Override
        boolean hasArrived() {
            boolean has = super.hasArrived();
            if (has) {
                seen.countDown();
                // Does not sleep, so that a waiter that sleeps is known to have passed.
                while (!taken) {
                    Thread.onSpinWait();
                }
            }
            return has;
        }
    }

    @Test
    void aWaiterThatHasSeenTheArrivalIsWokenWhenAnotherThreadHasTakenIt() throws Exception {
        ContestedFuture future = new ContestedFuture();
        CountDownLatch mayComplete = new CountDownLatch(1);
        future.deliver(() -> {
            awaitQuietly(mayComplete);
            future.complete(1);
        });
        Thread waiter = Thread.ofPlatform().daemon().start(future::join);
        awaitSleepOf(waiter);
        assertThat(future.taken).isTrue();
        assertThat(future.isDone()).isFalse();
        mayComplete.countDown();
        assertThat(waiter.join(PATIENCE)).as("end of the wait for %s", future).isTrue();
        assertThat(future).isCompletedWithValue(1);
    }

    @Test
    void aWaiterThatComesAfterTheArrivalWasTakenIsWoken() throws Exception {
        Future future = new Future();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch mayComplete = new CountDownLatch(1);
        future.arrived(() -> {
            taken.countDown();
            awaitQuietly(mayComplete);
            future.complete(1);
        });
        taken.await();
        Thread waiter = Thread.ofPlatform().daemon().start(future::join);
        awaitSleepOf(waiter);
        mayComplete.countDown();
        assertThat(waiter.join(PATIENCE)).as("end of the wait for %s", future).isTrue();
        assertThat(future).isCompletedWithValue(1);
    }

    private static void awaitSleepOf(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }
}
