package io.multiprocessing.internal.ring;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** The ring between two to four threads, each as a process of its own. */
public final class RingStress {
    private RingStress() {}

    /** Room for one element: whoever places two has to wait for who takes them, over the rest at the ring's end. */
    private static final int SMALL = 1;

    private static final int LARGE = 2;

    @State
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was looked for before it was there.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It was taken, whole.")
    @Outcome(expect = FORBIDDEN, desc = "Torn, lost or doubled.")
    public static class PutAndPoll {
        private final Rings ring = new Rings(LARGE);

        @Actor
        public void put() {
            ring.put(0, 1);
        }

        @Actor
        public void poll(II_Result result) {
            result.r1 = ring.poll(1);
        }

        @Arbiter
        public void rest(II_Result result) {
            result.r2 = ring.poll(0);
        }
    }

    @State
    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "In order.")
    @Outcome(expect = FORBIDDEN, desc = "Torn, lost, doubled or out of order.")
    public static class PutTwiceAndTakeTwice {
        private final Rings ring = new Rings(SMALL);

        @Actor
        public void put() {
            ring.put(0, 1);
            ring.put(0, 2);
        }

        @Actor
        public void take(II_Result result) {
            result.r1 = ring.take(1);
            result.r2 = ring.take(1);
        }
    }

    @State
    @JCStressTest
    @Outcome(id = "1, 2, 0, 0", expect = ACCEPTABLE, desc = "Each has taken one.")
    @Outcome(id = "2, 1, 0, 0", expect = ACCEPTABLE, desc = "Each has taken one.")
    @Outcome(expect = FORBIDDEN, desc = "Torn, lost or doubled.")
    public static class TwoPutTwoTake {
        private final Rings ring = new Rings(LARGE);

        @Actor
        public void putOne() {
            ring.put(0, 1);
        }

        @Actor
        public void putOther() {
            ring.put(1, 2);
        }

        @Actor
        public void takeOne(IIII_Result result) {
            result.r1 = ring.take(2);
        }

        @Actor
        public void takeOther(IIII_Result result) {
            result.r2 = ring.take(3);
        }

        @Arbiter
        public void rest(IIII_Result result) {
            result.r3 = ring.poll(0);
            result.r4 = ring.poll(0);
        }
    }

    @State
    @JCStressTest
    @Outcome(id = {"1, 2", "2, 1"}, expect = ACCEPTABLE, desc = "Who had no room has been let in.")
    @Outcome(expect = FORBIDDEN, desc = "Torn, lost or doubled.")
    public static class TwoPutWhereOneHasRoom {
        private final Rings ring = new Rings(SMALL);

        @Actor
        public void putOne() {
            ring.put(0, 1);
        }

        @Actor
        public void putOther() {
            ring.put(1, 2);
        }

        @Actor
        public void take(II_Result result) {
            result.r1 = ring.take(2);
            result.r2 = ring.take(2);
        }
    }

    @State
    @JCStressTest
    @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "Placed, and taken though it was closed.")
    @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "Closed before.")
    @Outcome(expect = FORBIDDEN, desc = "Told that it is closed and empty, while it was not.")
    public static class PutAndClose {
        private final Rings ring = new Rings(LARGE);

        @Actor
        public void put(ZII_Result result) {
            result.r1 = ring.put(0, 1);
        }

        @Actor
        public void close() {
            ring.close(1);
        }

        @Actor
        public void take(ZII_Result result) {
            result.r2 = ring.take(2);
        }

        @Arbiter
        public void rest(ZII_Result result) {
            result.r3 = ring.poll(3);
        }
    }
}
