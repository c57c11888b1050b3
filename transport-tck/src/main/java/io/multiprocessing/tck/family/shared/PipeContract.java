package io.multiprocessing.tck.family.shared;

import static io.multiprocessing.tck.family.harness.Await.next;
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
import io.multiprocessing.tck.family.harness.Blocked;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Pipes between two processes. */
public interface PipeContract extends FamilyUnderTest {
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
        int[] sizes = {0, 1, 65_535, 65_536, (4 << 20) + 3, LARGEST_BYTES};
        TaskFuture<?> echo = pool.submit(() -> {
            for (int i = 0; i <= sizes.length; i++) {
                yours.send(yours.receive());
            }
        });
        for (int size : sizes) {
            byte[] sent = new byte[size];
            Arrays.fill(sent, (byte) size);
            pipe.first().send(sent);
            assertThat(Arrays.equals(sent, pipe.first().receive())).as("a message of %s bytes is the same", size)
                    .isTrue();
        }
        pipe.first().send(null);
        assertThat(pipe.first().receive()).isNull();
        echo.get();
        pipe.close();
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
        assertThat(pipe.first().receive(Places.SHORT)).isEmpty();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(Places.SHORT.toNanos());
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
