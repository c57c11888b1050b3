package io.multiprocessing.benchmarks.scenario.queue;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;

/** Threads of this JVM, and the JDK's queues: what is compared with has neither processes nor copies. */
final class ThreadRig implements Rig {
    private final List<Line> requests = lines();
    private final List<Line> answers = lines();
    private final List<Thread> partners = IntStream.range(0, PARTNERS).mapToObj(this::partner).toList();

    private static List<Line> lines() {
        return IntStream.range(0, PARTNERS)
                .mapToObj(_ -> Line.of(new ArrayBlockingQueue<>(FamilyRig.CAPACITY)))
                .toList();
    }

    private Thread partner(int index) {
        return Thread.ofPlatform().start(() -> {
            try {
                Partner.serve(requests.get(index), answers.toArray(Line[]::new), () -> {});
            } catch (Exception e) {
                throw new IllegalStateException("Partner " + index + " failed", e);
            }
        });
    }

    @Override
    public List<Line> requests() {
        return requests;
    }

    @Override
    public List<Line> answers() {
        return answers;
    }

    @Override
    public void close() throws Exception {
        for (int index = 0; index < PARTNERS; index++) {
            requests.get(index).send(Partner.END);
            partners.get(index).join();
        }
    }
}
