package org.example.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import org.junit.jupiter.api.Test;

/** A program over a transport that the framework does not know. */
class TcpProgramTest {
    @Test
    void opensTheTransportByItsNameAndUsesIt() throws InterruptedException {
        try (Multiprocessing mp = Multiprocessing.open("tcp")) {
            assertThat(mp.transport()).isEqualTo("tcp");
            SharedQueue<String> queue = mp.queue(10);
            ChildProcess child = mp.start(() -> queue.put("hello from " + Multiprocessing.current().transport()));
            assertThat(queue.take()).isEqualTo("hello from tcp");
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        }
    }
}
