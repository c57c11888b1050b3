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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** The ends of a pipe: how they are closed, how they die, and which of them are ready. */
public interface PipeEndContract extends FamilyUnderTest {
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
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> mine.receive(Places.SHORT));
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
    @DisplayName("pipe: await tells which of several ends are ready")
    default void awaitSeveral(Multiprocessing mp, ProcessPool pool) throws Exception {
        List<MessagePipe<String>> pipes = List.of(mp.pipe(), mp.pipe(), mp.pipe());
        List<PipeEnd<String>> ends = pipes.stream().map(MessagePipe::first).toList();
        assertThat(PipeEnd.await(ends, Places.SHORT)).isEmpty();
        assertThat(PipeEnd.await(ends, Duration.ZERO)).isEmpty();
        assertThat(PipeEnd.await(List.<PipeEnd<String>>of(), Places.SHORT)).isEmpty();
        Blocked<Set<PipeEnd<String>>> waiter =
                Blocked.run(patience(), () -> PipeEnd.await(ends, patience())).awaitBlocked();
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
}
