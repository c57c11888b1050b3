package io.multiprocessing.benchmarks.scenario.queue;

import io.aeron.Aeron;
import io.multiprocessing.benchmarks.program.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * The program at the other end of Agrona's rings or Aeron's IPC. Each line of its standard input opens its gate once;
 * the end of the input ends it, wherever it is.
 */
final class SpinningPartner {
    static final String AGRONA = "agrona";
    static final String AERON = "aeron";
    /** Streams, and names of files: of requests from this number on, of answers from that. */
    static final int REQUESTS = 1000;
    static final int ANSWERS = 2000;

    private SpinningPartner() {}

    static Line ring(Path directory, int direction, int index) throws IOException {
        boolean shared = direction == ANSWERS && index > 0;
        return RingLine.open(directory.resolve(Integer.toString(direction + index)), shared);
    }

    public static void main(String[] args) throws Exception {
        var gate = new Semaphore(0);
        Thread.ofPlatform().daemon().name("gate").start(() -> openAtEachLine(gate));
        int index = Integer.parseInt(args[2]);
        if (args[0].equals(AGRONA)) {
            Path directory = Path.of(args[1]);
            Line requests = ring(directory, REQUESTS, index);
            serve(requests, new Line[] {ring(directory, ANSWERS, 0), ring(directory, ANSWERS, 1)}, gate);
        } else {
            try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(args[1]))) {
                Line requests = AeronLine.receiver(aeron, REQUESTS + index);
                serve(
                        requests,
                        new Line[] {AeronLine.sender(aeron, ANSWERS), AeronLine.sender(aeron, ANSWERS + 1)},
                        gate);
            }
        }
    }

    private static void serve(Line requests, Line[] answers, Semaphore gate) throws Exception {
        System.out.println("ready");
        Partner.serve(requests, answers, gate::acquire);
    }

    private static void openAtEachLine(Semaphore gate) {
        try {
            while (System.in.read() >= 0) {
                gate.release();
            }
        } catch (IOException e) {
            // Ends as well.
        }
        ParentWatch.leave();
    }
}
