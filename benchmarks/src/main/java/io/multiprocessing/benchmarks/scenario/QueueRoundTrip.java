package io.multiprocessing.benchmarks.scenario;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Some bytes put in a queue, taken by somebody else, and put in another queue on which the caller waits. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked with Setup first.
public class QueueRoundTrip extends SampledBenchmark {
    @Param({"threads", "pipe", "socket", "sharedmem"})
    public String transport;

    @Param("10000")
    public int warmupCalls;

    @Param("64")
    public int bytes;

    private EchoPartner partner;
    private BlockingQueue<byte[]> requests;
    private BlockingQueue<byte[]> answers;
    private byte[] payload;

    @Setup
    public void open() throws Exception {
        partner = EchoPartner.open(transport);
        requests = partner.requests();
        answers = partner.answers();
        payload = new byte[bytes];
        warmUp(warmupCalls, this::roundTrip);
    }

    @Benchmark
    public byte[] roundTrip() throws InterruptedException {
        requests.put(payload);
        return answers.take();
    }

    @TearDown
    public void close() throws InterruptedException {
        partner.close();
    }
}
