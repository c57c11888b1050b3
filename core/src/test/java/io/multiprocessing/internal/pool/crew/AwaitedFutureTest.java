package io.multiprocessing.internal.pool.crew;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.TaskState;
import io.multiprocessing.internal.family.Waiting;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitedFutureTest {
    private static final class Future extends AwaitedFuture<Integer> {
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
     * The arrival may be taken by one who sees no waiter, just when a waiter comes and sees the arrival. Goes on for a
     * while, as the moment is short.
     */
    @Test
    void aWaiterThatComesWithTheArrivalIsWoken() throws Exception {
        SynchronousQueue<Future> arriving = new SynchronousQueue<>();
        AtomicInteger rounds = new AtomicInteger();
        Thread deliverer = Thread.ofPlatform().daemon().start(() -> {
            try {
                for (Future future = arriving.take(); !future.isDone(); future = arriving.take()) {
                    Future arrived = future;
                    arrived.arrived(() -> {
                        Thread.yield();
                        arrived.complete(1);
                    });
                }
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        AtomicBoolean over = new AtomicBoolean();
        Thread waiter = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (!over.get()) {
                    Future future = new Future();
                    arriving.put(future);
                    future.join();
                    rounds.incrementAndGet();
                }
            } catch (InterruptedException e) {
                // Nobody does.
            }
        });
        Thread.sleep(Duration.ofSeconds(1));
        over.set(true);
        assertThat(waiter.join(Duration.ofSeconds(60))).as("end of the last wait, after %s rounds", rounds).isTrue();
        deliverer.interrupt();
        deliverer.join();
    }
}
