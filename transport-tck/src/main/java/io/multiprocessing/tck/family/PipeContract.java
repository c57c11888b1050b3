package io.multiprocessing.tck.family;

import static io.multiprocessing.tck.family.internal.Await.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.internal.Blocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Pipes between two processes. */
public interface PipeContract extends FamilyUnderTest {
    Duration SOON = Duration.ofMillis(60);

    @FamilyTest
    @DisplayName("pipe: messages go both ways, in order, until an end is closed")
    default void bothWays(Multiprocessing mp) throws Exception {
        MessagePipe<String> pipe = mp.pipe();
        PipeEnd<String> mine = pipe.first();
        PipeEnd<String> yours = pipe.second();
        ChildProcess child = mp.start(() -> {
            try {
                while (true) {
                    yours.send(yours.receive() + "!");
                }
            } catch (EndOfPipeException e) {
                System.exit(3);
            }
        });
        mine.send("a");
        mine.send("b");
        assertThat(mine.receive()).isEqualTo("a!");
        mine.send("c");
        assertThat(List.of(mine.receive(), mine.receive())).containsExactly("b!", "c!");
        mine.close();
        child.join();
        assertThat(child.exitCode()).hasValue(3);
    }

    @FamilyTest
    @DisplayName("pipe: messages of 0 bytes to 64 MiB, and null, arrive unharmed")
    default void messageSizes(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<byte[]> pipe = mp.pipe();
        PipeEnd<byte[]> yours = pipe.second();
        int[] sizes = {0, 1, 65_535, 65_536, (4 << 20) + 3, QueueSharingContract.LARGEST};
        TaskFuture<?> echo = pool.submit(() -> {
            for (int i = 0; i <= sizes.length; i++) {
                yours.send(yours.receive());
            }
        });
        for (int size : sizes) {
            byte[] sent = new byte[size];
            Arrays.fill(sent, (byte) size);
            pipe.first().send(sent);
            assertThat(Arrays.equals(sent, pipe.first().receive())).as("a message of %s bytes is the same", size).isTrue();
        }
        pipe.first().send(null);
        assertThat(pipe.first().receive()).isNull();
        echo.get();
        pipe.close();
    }

    @FamilyTest
    @DisplayName("pipe: what was sent before close is received, then the end is told, to all who wait and for ever")
    default void closeAfterSending(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> mine = pipe.first();
        PipeEnd<Integer> yours = pipe.second();
        pool.submit(() -> {
            for (int i = 0; i < 3; i++) {
                yours.send(i);
            }
            yours.close();
            yours.close();
        }).get();
        assertThat(mine.hasMessage()).isTrue();
        assertThat(List.of(mine.receive(), mine.receive(), mine.receive())).containsExactly(0, 1, 2);
        assertThat(mine.hasMessage()).isTrue();
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(mine::receive);
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> mine.receive(SOON));
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> mine.receive(Duration.ZERO));
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> mine.send(1));
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(yours::receive);
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> yours.send(1));

        MessagePipe<Integer> second = mp.pipe();
        Blocked<Integer> receiver = Blocked.run(patience(), () -> second.first().receive()).awaitBlocked();
        second.second().close();
        assertThat(receiver.thrown()).isInstanceOf(EndOfPipeException.class);

        MessagePipe<Integer> third = mp.pipe();
        Blocked<Integer> first = Blocked.run(patience(), () -> third.first().receive()).awaitBlocked();
        third.close();
        assertThat(first.thrown()).isInstanceOf(EndOfPipeException.class);
    }

    @FamilyTest
    @DisplayName("pipe: the death of the other side is told, after what it had sent")
    default void deathOfTheOtherSide(Multiprocessing mp) throws Exception {
        MessagePipe<Object> pipe = mp.pipe();
        PipeEnd<Object> yours = pipe.second();
        ChildProcess halting = mp.start(() -> {
            for (int i = 0; i < 50; i++) {
                yours.send(i);
            }
            Runtime.getRuntime().halt(0);
        });
        List<Object> received = new ArrayList<>();
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> {
            while (true) {
                received.add(pipe.first().receive());
            }
        });
        assertThat(received).isEqualTo(IntStream.range(0, 50).boxed().toList());
        halting.join();

        MessagePipe<Object> other = mp.pipe();
        PipeEnd<Object> theirs = other.second();
        ChildProcess killed = mp.start(() -> {
            theirs.send("alive");
            theirs.receive();
        });
        assertThat(other.first().receive()).isEqualTo("alive");
        Blocked<Object> receiver = Blocked.run(patience(), () -> other.first().receive()).awaitBlocked();
        killed.kill();
        assertThat(receiver.thrown()).isInstanceOf(EndOfPipeException.class);
        killed.join();
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> other.first().send("to the dead"));
    }

    @FamilyTest
    @DisplayName("pipe: an end whose process died before it used it ends the pipe as well")
    default void deathBeforeUse(Multiprocessing mp) throws Exception {
        MessagePipe<String> pipe = mp.pipe();
        PipeEnd<String> yours = pipe.second();
        ChildProcess child = mp.start(() -> {
            if (!yours.toString().isEmpty()) {
                Runtime.getRuntime().halt(0);
            }
        });
        Blocked<String> receiver = Blocked.run(patience(), () -> pipe.first().receive());
        assertThat(receiver.thrown()).isInstanceOf(EndOfPipeException.class);
        child.join();
    }

    @FamilyTest
    @DisplayName("pipe: send blocks while too much is under way, and goes on when it is received")
    default void backPressure(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<byte[]> pipe = mp.pipe();
        PipeEnd<byte[]> yours = pipe.second();
        int count = 64;
        TaskFuture<?> sender = pool.submit(() -> {
            for (int i = 0; i < count; i++) {
                byte[] message = new byte[1 << 20];
                message[0] = (byte) i;
                yours.send(message);
            }
        });
        Blocked<Integer> here = Blocked.run(patience(), () -> {
            for (int i = 0; i < count; i++) {
                pipe.first().send(new byte[1 << 20]);
            }
            return count;
        }).awaitBlocked();
        assertThat(here.isDone()).isFalse();
        assertThat(sender.isDone()).isFalse();
        for (int i = 0; i < count; i++) {
            byte[] message = pipe.first().receive();
            assertThat(message[0]).isEqualTo((byte) i);
        }
        sender.get();
        yours.close();
        assertThat(here.thrown()).isInstanceOf(EndOfPipeException.class);
    }

    @FamilyTest
    @DisplayName("pipe: waits time out and are interruptible, without effect")
    default void receiveTimesOut(Multiprocessing mp) throws Exception {
        MessagePipe<String> pipe = mp.pipe();
        long begin = System.nanoTime();
        assertThat(pipe.first().receive(SOON)).isEmpty();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(SOON.toNanos());
        assertThat(pipe.first().receive(Duration.ZERO)).isEmpty();
        assertThat(pipe.first().receive(Duration.ofDays(-1))).isEmpty();
        assertThat(pipe.first().hasMessage()).isFalse();
        Blocked<String> receiver = Blocked.run(patience(), () -> pipe.first().receive()).awaitBlocked().interrupt();
        assertThat(receiver.thrown()).isInstanceOf(InterruptedException.class);
        pipe.second().send("for the next one");
        assertThat(pipe.first().hasMessage()).isTrue();
        assertThat(pipe.first().receive(Duration.ofSeconds(Long.MAX_VALUE))).contains("for the next one");
        assertThatExceptionOfType(NotSerializableTaskException.class).isThrownBy(() -> rawSend(pipe.second()));
        assertThat(pipe.first().hasMessage()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static void rawSend(PipeEnd<?> end) throws InterruptedException {
        ((PipeEnd<Object>) end).send(new Object());
    }

    @FamilyTest
    @DisplayName("pipe: await tells which of several ends are ready")
    default void awaitSeveral(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<MessagePipe<String>> pipes = List.of(mp.pipe(), mp.pipe(), mp.pipe());
        List<PipeEnd<String>> ends = pipes.stream().map(MessagePipe::first).toList();
        assertThat(PipeEnd.await(ends, SOON)).isEmpty();
        assertThat(PipeEnd.await(ends, Duration.ZERO)).isEmpty();
        assertThat(PipeEnd.await(List.<PipeEnd<String>>of(), SOON)).isEmpty();
        Blocked<Set<PipeEnd<String>>> waiter = Blocked.run(patience(), () -> PipeEnd.await(ends, patience())).awaitBlocked();
        PipeEnd<String> farEnd = pipes.get(1).second();
        pool.submit(() -> farEnd.send("ready")).get();
        assertThat(waiter.value()).containsExactly(ends.get(1));
        pipes.get(2).second().close();
        assertThat(PipeEnd.await(ends, patience())).containsExactly(ends.get(1), ends.get(2));
        assertThat(ends.get(1).receive()).isEqualTo("ready");
        assertThat(PipeEnd.await(ends, patience())).containsExactly(ends.get(2));
        Blocked<Set<PipeEnd<String>>> interrupted =
                Blocked.run(patience(), () -> PipeEnd.await(ends.subList(0, 2), patience())).awaitBlocked().interrupt();
        assertThat(interrupted.thrown()).isInstanceOf(InterruptedException.class);
    }

    @FamilyTest
    @DisplayName("pipe: ends travel in tasks, in queues and through pipes, to children and grandchildren")
    default void endsTravel(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<String> pipe = mp.pipe();
        SharedQueue<PipeEnd<String>> ends = mp.queue();
        ends.put(pipe.first());
        PipeEnd<String> second = pipe.second();
        TaskFuture<String> one = pool.submit(() -> {
            PipeEnd<String> end = ends.take();
            end.send("from a worker");
            return end.receive();
        });
        TaskFuture<String> two = pool.submit(() -> {
            second.send("from its sibling");
            return second.receive();
        });
        assertThat(one.get()).isEqualTo("from its sibling");
        assertThat(two.get()).isEqualTo("from a worker");

        MessagePipe<PipeEnd<String>> carrier = mp.pipe();
        PipeEnd<PipeEnd<String>> carriersEnd = carrier.second();
        MessagePipe<String> cargo = mp.pipe();
        ChildProcess child = mp.start(() -> Multiprocessing.current().start(() -> {
            PipeEnd<String> end = carriersEnd.receive();
            end.send("from a grandchild: " + end.receive());
        }).join());
        carrier.first().send(cargo.second());
        cargo.first().send("hello");
        assertThat(cargo.first().receive(patience())).contains("from a grandchild: hello");
        child.join();
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> cargo.first().receive());
    }

    @FamilyTest
    @DisplayName("pipe: a whole pipe made in a child serves its siblings, and ends with the child")
    default void pipeOfAChild(Multiprocessing mp, ProcessPool pool) throws Exception {
        SharedQueue<MessagePipe<String>> pipes = mp.queue();
        ChildProcess owner = mp.start(() -> {
            MessagePipe<String> own = Multiprocessing.current().pipe();
            pipes.put(own);
            Thread.sleep(Long.MAX_VALUE);
        });
        MessagePipe<String> pipe = next(pipes);
        PipeEnd<String> second = pipe.second();
        TaskFuture<String> sibling = pool.submit(() -> second.receive());
        pipe.first().send("via the owner");
        assertThat(sibling.get()).isEqualTo("via the owner");
        Blocked<String> receiver = Blocked.run(patience(), () -> pipe.first().receive()).awaitBlocked();
        owner.kill();
        owner.join();
        assertThat(receiver.thrown()).isInstanceOf(EndOfPipeException.class);
    }

    @FamilyTest
    @DisplayName("pipe: several threads may use one end; each message is received by one of them")
    default void severalThreads(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> yours = pipe.second();
        int count = 400;
        TaskFuture<?> sender = pool.submit(() -> IntStream.range(0, count).parallel().forEach(number -> {
            try {
                yours.send(number);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        List<Blocked<List<Integer>>> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            receivers.add(Blocked.run(patience(), () -> {
                List<Integer> received = new ArrayList<>();
                for (int k = 0; k < count / 4; k++) {
                    received.add(pipe.first().receive());
                }
                return received;
            }));
        }
        List<Integer> all = new ArrayList<>();
        for (Blocked<List<Integer>> receiver : receivers) {
            all.addAll(receiver.value());
        }
        sender.get();
        assertThat(all).containsExactlyInAnyOrderElementsOf(IntStream.range(0, count).boxed().toList());
    }
}
