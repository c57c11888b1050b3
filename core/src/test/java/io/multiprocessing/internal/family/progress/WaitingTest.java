package io.multiprocessing.internal.family.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.family.progress.Progress.Look;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting();

    @Test
    void onlyTheMainThreadCounts() throws InterruptedException {
        waiting.setMain(Thread.currentThread());
        Thread other = Thread.ofPlatform().start(() -> waiting.begin(() -> false));
        other.join();
        assertThat(waiting.isMainWaiting()).isFalse();
        assertThat(waiting.count()).isZero();
        waiting.begin(() -> false);
        assertThat(waiting.isMainWaiting()).isTrue();
        assertThat(waiting.count()).isEqualTo(1);
    }

    @Test
    void aWaitIsOverWhenWhatIsWaitedForIsThere() {
        waiting.setMain(Thread.currentThread());
        CompletableFuture<String> answer = new CompletableFuture<>();
        BooleanSupplier outer = waiting.begin(answer::isDone);
        assertThat(waiting.isMainWaiting()).isTrue();
        answer.complete("here");
        assertThat(waiting.isMainWaiting()).as("it has not been scheduled yet, but will go on").isFalse();
        waiting.end(outer);
        assertThat(waiting.isMainWaiting()).isFalse();
    }

    @Test
    void waitsWithinWaitsCount() {
        waiting.setMain(Thread.currentThread());
        BooleanSupplier none = waiting.begin(() -> false);
        BooleanSupplier first = waiting.begin(() -> true);
        assertThat(waiting.isMainWaiting()).isFalse();
        waiting.end(first);
        assertThat(waiting.isMainWaiting()).isTrue();
        waiting.end(none);
        assertThat(waiting.isMainWaiting()).isFalse();
        assertThat(waiting.count()).isEqualTo(2);
    }

    @Test
    void whoServesIsAtWorkUnlessItWaitsItself() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            waiting.beginServing();
            latch.countDown();
            LockSupport.park();
            waiting.endServing();
        });
        latch.await();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(waiting.isServing()).isFalse();
        assertThat(waiting.count()).isEqualTo(1);
        waiting.beginServing();
        assertThat(waiting.isServing()).isTrue();
        waiting.endServing();
        assertThat(waiting.isServing()).isFalse();
        LockSupport.unpark(thread);
        thread.join();
    }

    @Test
    void twoLooksWithoutANewWaitBetweenThemProveAStandstill() {
        Look look = new Look(true, 7);
        assertThat(look.provesStandstill(null)).isFalse();
        assertThat(look.provesStandstill(new Look(true, 6))).isFalse();
        assertThat(look.provesStandstill(new Look(false, 7))).isFalse();
        assertThat(look.provesStandstill(new Look(true, 7))).isTrue();
        assertThat(new Look(false, 7).provesStandstill(look)).isFalse();
        assertThat(Look.UNKNOWN.provesStandstill(Look.UNKNOWN)).isFalse();
    }
}
