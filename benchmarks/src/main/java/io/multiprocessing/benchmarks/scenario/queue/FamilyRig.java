package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.util.ArrayList;
import java.util.List;

/** Our children and queues. */
final class FamilyRig implements Rig {
    static final int CAPACITY = 1024;

    private final Multiprocessing family;
    private final List<Line> requests = new ArrayList<>();
    private final List<Line> answers = new ArrayList<>();
    private final List<ChildProcess> partners = new ArrayList<>();

    FamilyRig(String transport) {
        family = Multiprocessing.open(transport);
        SharedQueue<byte[]> fromOne = family.queue(CAPACITY);
        SharedQueue<byte[]> fromBoth = family.queue(CAPACITY);
        answers.add(Line.of(fromOne));
        answers.add(Line.of(fromBoth));
        for (int index = 0; index < PARTNERS; index++) {
            SharedQueue<byte[]> orders = family.queue(CAPACITY);
            requests.add(Line.of(orders));
            partners.add(family.start(() -> Partner.serve(
                    Line.of(orders), new Line[] {Line.of(fromOne), Line.of(fromBoth)}, () -> {})));
        }
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
        family.close();
    }
}
