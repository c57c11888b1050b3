package io.multiprocessing.tck.family.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedLong;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;

/** As {@link QueueAheadContract}, of who sends one message after the other through a pipe. */
public interface PipeAheadContract extends FamilyUnderTest {
    int MANY = 1000;

    @FamilyTest
    @DisplayName("pipe: a message is there as soon as its send has returned, for who looks and does not wait")
    default void thereAtOnceInAPipe(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> theirs = pipe.second();
        SharedLong returned = mp.sharedLong(0);
        TaskFuture<?> sender = pool.submit(() -> {
            for (int i = 0; i < MANY; i++) {
                theirs.send(i);
                returned.incrementAndGet();
            }
        });
        for (int i = 0; i < MANY; i++) {
            while (returned.get() <= i) {
                Thread.onSpinWait();
            }
            if (i % 2 == 0) {
                assertThat(pipe.first().hasMessage()).as("message %s", i).isTrue();
            }
            assertThat(pipe.first().receive(Duration.ZERO)).hasValue(i);
        }
        sender.get();
        assertThat(pipe.first().receive(Duration.ZERO)).isEmpty();
    }

    @FamilyTest
    @DisplayName("pipe: once the other end is closed no send succeeds")
    default void closedWhileManyAreSent(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> theirs = pipe.second();
        SharedLong closed = mp.sharedLong(0);
        SharedLong sent = mp.sharedLong(0);
        TaskFuture<Integer> sender = pool.submit(() -> {
            int tooLate = 0;
            try {
                while (true) {
                    boolean isClosed = closed.get() != 0;
                    theirs.send(0);
                    sent.incrementAndGet();
                    tooLate += isClosed ? 1 : 0;
                }
            } catch (EndOfPipeException e) {
                return tooLate;
            }
        });
        while (sent.get() < MANY) {
            pipe.first().receive();
        }
        pipe.first().close();
        closed.set(1);
        assertThat(sender.get()).isZero();
    }

    @FamilyTest
    @DisplayName("pipe: a sender that is killed loses nothing that it has sent, and then the pipe ends")
    default void killedSender(Multiprocessing mp) throws Exception {
        MessagePipe<Integer> pipe = mp.pipe();
        PipeEnd<Integer> theirs = pipe.second();
        SharedLong returned = mp.sharedLong(0);
        ChildProcess sender = mp.start(() -> {
            for (int i = 0;; i++) {
                theirs.send(i);
                returned.incrementAndGet();
            }
        });
        Await.until("it has sent some", patience(), () -> returned.get() > MANY);
        sender.kill();
        sender.join();
        for (int i = 0; i < returned.get(); i++) {
            assertThat(pipe.first().receive()).isEqualTo(i);
        }
        // One more may have been on its way.
        assertThatExceptionOfType(EndOfPipeException.class).isThrownBy(() -> {
            pipe.first().receive();
            pipe.first().receive();
        });
    }
}
