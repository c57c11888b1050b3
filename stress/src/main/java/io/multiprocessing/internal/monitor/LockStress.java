package io.multiprocessing.internal.monitor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.multiprocessing.InterProcessCondition;
import io.multiprocessing.InterProcessLock;
import io.multiprocessing.Multiprocessing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** The lock in mapped memory between two to four threads. All states share it; what it guards is the state's own. */
public final class LockStress {
    private static final InterProcessLock LOCK =
            Multiprocessing.builder().transport("sharedmem").open().lock();
    private static final InterProcessCondition CONDITION = LOCK.newCondition();

    private LockStress() {}

    @State
    @JCStressTest
    @Outcome(id = "4", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(expect = FORBIDDEN, desc = "Two at a time, or one did not see what the other had done.")
    public static class FourCount {
        private int count;

        private void count() {
            LOCK.lock();
            count++;
            LOCK.unlock();
        }

        @Actor
        public void first() {
            count();
        }

        @Actor
        public void second() {
            count();
        }

        @Actor
        public void third() {
            count();
        }

        @Actor
        public void fourth() {
            count();
        }

        @Arbiter
        public void sum(I_Result result) {
            result.r1 = count;
        }
    }

    @State
    @JCStressTest
    @Outcome(id = {"1, 1", "2, 2"}, expect = ACCEPTABLE, desc = "Who had the lock has counted.")
    @Outcome(expect = FORBIDDEN, desc = "Two at a time, or one did not see what the other had done.")
    public static class OneTries {
        private int count;
        private boolean hadIt;

        @Actor
        public void locks() {
            LOCK.lock();
            count++;
            LOCK.unlock();
        }

        @Actor
        public void tries() {
            if (LOCK.tryLock()) {
                count++;
                hadIt = true;
                LOCK.unlock();
            }
        }

        @Arbiter
        public void sum(II_Result result) {
            result.r1 = count;
            result.r2 = hadIt ? 2 : 1;
        }
    }

    @State
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Who waited has seen what was signalled.")
    @Outcome(expect = FORBIDDEN, desc = "The wait ended too early.")
    public static class OneSignals {
        private int item;

        @Actor
        public void waits(I_Result result) {
            LOCK.lock();
            while (item == 0) {
                CONDITION.awaitUninterruptibly();
            }
            result.r1 = item;
            LOCK.unlock();
        }

        @Actor
        public void signals() {
            LOCK.lock();
            item = 1;
            CONDITION.signalAll();
            LOCK.unlock();
        }
    }
}
