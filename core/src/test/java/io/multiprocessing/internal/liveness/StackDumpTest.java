package io.multiprocessing.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StackDumpTest {
    private static final int DEPTH = 150;

    @Test
    void itIsBoundedHoweverManyThreadsThereAreAndHoweverDeepTheyAre() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch deep = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            Thread thread = Thread.ofPlatform().name("deep " + i).start(() -> descend(DEPTH, deep));
            threads.add(thread);
        }
        deep.await();
        try {
            String dump = dump();
            assertThat(dump.length()).isLessThan(StackDump.MAX_CHARS + 100);
            assertThat(dump).contains("deep 0")
                    .contains("    ... ")
                    .contains("StackDumpTest.descend")
                    .endsWith("... and more threads\n");
        } finally {
            threads.forEach(Thread::interrupt);
            // Until then they crowd other dumps.
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void descend(int left, CountDownLatch deep) {
        if (left > 0) {
            descend(left - 1, deep);
            return;
        }
        deep.countDown();
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theMainThreadComesFirstAndDaemonsLast() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(2);
        Thread user = Thread.ofPlatform().name("the user's").daemon(false).start(() -> descend(1, ready));
        Thread daemon = Thread.ofPlatform().name("a daemon").daemon().start(() -> descend(1, ready));
        ready.await();
        try {
            String dump = dump();
            assertThat(dump.indexOf("\"the user's\""))
                    .isBetween(0, dump.indexOf(StackDump.OTHERS))
                    .isLessThan(dump.indexOf("\"a daemon\""));
            assertThat(dump).contains("\"the user's\" TIMED_WAITING");
        } finally {
            user.interrupt();
            daemon.interrupt();
        }
    }

    private static String dump() {
        return StandardCharsets.UTF_8.decode(StackDump.take()).toString();
    }
}
