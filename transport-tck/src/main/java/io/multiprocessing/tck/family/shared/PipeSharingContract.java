package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Ends of pipes that several processes use, and several pipes that one process waits at. */
public interface PipeSharingContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("pipe: an end that several processes use belongs to the one that used it last")
    default void endOfTwoProcesses(Multiprocessing mp) throws Exception {
        MessagePipe<String> pipe = mp.pipe();
        PipeEnd<String> mine = pipe.first();
        PipeEnd<String> theirs = pipe.second();
        SharedQueue<String> told = mp.queue();
        ChildProcess one = mp.start(() -> {
            theirs.send("from one");
            told.put("one");
            Thread.sleep(Long.MAX_VALUE);
        });
        assertThat(next(told)).isEqualTo("one");
        ChildProcess two = mp.start(() -> {
            theirs.send("from two");
            told.put("two");
            theirs.send(theirs.receive() + "!");
            Thread.sleep(Long.MAX_VALUE);
        });
        assertThat(next(told)).isEqualTo("two");
        one.kill();
        one.join();
        mine.send("hello");
        assertThat(List.of(mine.receive(), mine.receive(), mine.receive()))
                .containsExactly("from one", "from two", "hello!");
        two.kill();
        two.join();
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(mine::receive);
    }

    @FamilyTest
    @DisplayName("pipe: two processes at one end share what is sent to it, and nothing gets lost")
    default void sharedReceivers(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> theirs = pipe.second();
        int count = 2_000;
        List<TaskFuture<List<Integer>>> receivers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            receivers.add(pool.submit(() -> receiveToTheEnd(theirs)));
        }
        for (int i = 0; i < count; i++) {
            pipe.first().send(i);
        }
        pipe.first().close();
        List<Integer> all = new ArrayList<>();
        for (TaskFuture<List<Integer>> receiver : receivers) {
            assertThat(receiver.get()).isSorted();
            all.addAll(receiver.get());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
    }

    private static List<Integer> receiveToTheEnd(PipeEnd<Integer> end) throws InterruptedException {
        List<Integer> received = new ArrayList<>();
        try {
            while (true) {
                received.add(end.receive());
            }
        } catch (EndOfPipeException e) {
            return received;
        }
    }

    @FamilyTest
    @DisplayName("pipe: who awaits several ends sees each message that comes, whoever has made the pipes")
    default void awaitAgainAndAgain(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<MessagePipe<Integer>> pipes = mp.queue();
        ChildProcess maker = mp.start(() -> {
            pipes.put(Multiprocessing.current().pipe());
            Thread.sleep(Long.MAX_VALUE);
        });
        List<MessagePipe<Integer>> both = List.of(mp.pipe(), next(pipes));
        List<PipeEnd<Integer>> ends = both.stream().map(MessagePipe::first).toList();
        PipeEnd<Integer> one = both.get(0).second();
        PipeEnd<Integer> other = both.get(1).second();
        int count = 300;
        List<TaskFuture<?>> senders = new ArrayList<>();
        for (PipeEnd<Integer> end : List.of(one, other)) {
            senders.add(pool.submit(() -> {
                for (int i = 0; i < count; i++) {
                    end.send(i);
                    end.receive();
                }
            }));
        }
        int[] received = new int[2];
        while (received[0] + received[1] < 2 * count) {
            Set<PipeEnd<Integer>> ready = PipeEnd.await(ends, patience());
            assertThat(ready).isNotEmpty();
            for (PipeEnd<Integer> end : ready) {
                int which = ends.indexOf(end);
                assertThat(end.receive()).isEqualTo(received[which]);
                received[which]++;
                end.send(0);
            }
        }
        for (TaskFuture<?> sender : senders) {
            sender.get();
        }
        Blocked<Set<PipeEnd<Integer>>> waiter =
                Blocked.run(patience(), () -> PipeEnd.await(ends, patience())).awaitBlocked();
        maker.kill();
        maker.join();
        assertThat(waiter.value()).containsExactly(ends.get(1));
    }

    @FamilyTest
    @DisplayName("pipe: close ends a send that waits for room, here and there")
    default void closeEndsSends(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<byte[]> pipe = mp.pipe();
        PipeEnd<byte[]> mine = pipe.first();
        PipeEnd<byte[]> theirs = pipe.second();
        Blocked<String> here = Blocked.run(patience(), () -> sendToTheEnd(mine)).awaitBlocked();
        TaskFuture<String> there = pool.submit(() -> sendToTheEnd(theirs));
        while (!mine.hasMessage()) {
            Thread.onSpinWait();
        }
        pool.submit(theirs::close).get();
        assertThat(here.value()).isEqualTo("told");
        assertThat(there.get()).isEqualTo("told");
        assertThat(mine.receive()).hasSize(1 << 20);
    }

    private static String sendToTheEnd(PipeEnd<byte[]> end) throws InterruptedException {
        try {
            while (true) {
                end.send(new byte[1 << 20]);
            }
        } catch (EndOfPipeException e) {
            return "told";
        }
    }

    @FamilyTest
    @DisplayName("pipe: calls that are interrupted at any moment lose nothing and double nothing")
    default void interruptedAtAnyMoment(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> theirs = pipe.second();
        int count = 1_000;
        TaskFuture<?> echo = pool.submit(() -> {
            try {
                while (true) {
                    theirs.send(theirs.receive());
                }
            } catch (EndOfPipeException e) {
                // All is done.
            }
        });
        Thread user = Thread.currentThread();
        Thread interrupter = Thread.startVirtualThread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                user.interrupt();
                Thread.onSpinWait();
            }
        });
        int sent = 0;
        int received = 0;
        while (received < count) {
            try {
                if (sent < count) {
                    pipe.first().send(sent);
                    sent++;
                }
                if (pipe.first().hasMessage()) {
                    assertThat(pipe.first().receive()).isEqualTo(received);
                    received++;
                }
            } catch (InterruptedException e) {
                // Without effect, then.
            }
        }
        interrupter.interrupt();
        while (interrupter.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
        pipe.close();
        echo.get();
    }

    @FamilyTest
    @DisplayName("pipe: close at any moment, by anybody: all who use it are told, and what was sent before was received")
    default void closeAtAnyMoment(Multiprocessing mp, ProcessPool pool) throws Exception {
        for (int round = 0; round < 40; round++) {
            MessagePipe<Integer> pipe = mp.pipe();
            PipeEnd<Integer> mine = pipe.first();
            PipeEnd<Integer> theirs = pipe.second();
            TaskFuture<Integer> sent = pool.submit(() -> sendNumbers(theirs));
            AtomicBoolean isTold = new AtomicBoolean();
            Blocked<List<Integer>> receiver = Blocked.run(patience(), () -> {
                List<Integer> received = receiveToTheEnd(mine);
                isTold.set(true);
                return received;
            });
            Blocked<String> watcher = Blocked.run(patience(), () -> {
                while (!isTold.get()) {
                    assertThat(PipeEnd.await(List.of(mine), Places.LONG)).containsExactly(mine);
                }
                return "told";
            });
            Thread.sleep(0, 50_000 * (round % 20));
            boolean isSendersEnd = round % 2 == 0;
            PipeEnd<Integer> closed = isSendersEnd ? theirs : mine;
            if (round % 4 < 2) {
                closed.close();
            } else {
                pool.submit(closed::close).get();
            }
            List<Integer> received = receiver.value();
            assertThat(received).isEqualTo(IntStream.range(0, received.size()).boxed().toList());
            if (isSendersEnd) {
                assertThat(received.size()).as("received, of those sent").isGreaterThanOrEqualTo(sent.get());
            }
            assertThat(sent.get()).isNotNegative();
            assertThat(watcher.value()).isEqualTo("told");
            pipe.close();
        }
    }

    private static int sendNumbers(PipeEnd<Integer> end) throws InterruptedException {
        int sent = 0;
        try {
            while (true) {
                end.send(sent);
                sent++;
            }
        } catch (EndOfPipeException e) {
            return sent;
        }
    }
}
