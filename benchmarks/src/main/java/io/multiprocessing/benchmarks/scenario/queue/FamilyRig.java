package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Our children and queues. */
final class FamilyRig implements Rig {
    static final int CAPACITY = 1024;

    private final Multiprocessing family;
    private final List<Line> requests = new ArrayList<>();
    private final List<Line> answers = new ArrayList<>();
    private final List<ChildProcess> partners = new ArrayList<>();
    private @Nullable Line pipe;

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

    /** To a partner of its own, who starts when first needed. */
    @Override
    public Exchange throughPipe() {
        Line known = pipe;
        if (known == null) {
            MessagePipe<byte[]> both = family.pipe();
            PipeEnd<byte[]> theirs = both.second();
            partners.add(family.start(() -> Partner.serve(Line.of(theirs), new Line[] {Line.of(theirs)}, () -> {})));
            known = Line.of(both.first());
            pipe = known;
        }
        return new Exchange(known, known);
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
        for (Line line : requests) {
            line.send(Partner.END);
        }
        if (pipe != null) {
            pipe.send(Partner.END);
        }
        for (ChildProcess partner : partners) {
            partner.join();
        }
        family.close();
    }
}
