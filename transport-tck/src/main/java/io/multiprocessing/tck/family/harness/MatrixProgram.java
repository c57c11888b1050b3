package io.multiprocessing.tck.family.harness;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.Trap.Deed;
import io.multiprocessing.tck.family.harness.Trap.Place;
import io.multiprocessing.tck.internal.ShortLivedJvm;

/**
 * A program whose own serialisation code ends it. Its arguments are the transport's name, the {@link Way}, the {@link
 * Place} and the {@link Deed}. It prints the process ids of its workers, one of which is busy.
 */
public final class MatrixProgram {
    private MatrixProgram() {}

    @SuppressWarnings("resource") // which is the point
    public static void main(String[] arguments) throws Exception {
        Multiprocessing mp = Multiprocessing.builder()
                .transport(arguments[0])
                .jvmArgs(ShortLivedJvm.QUICK)
                .open();
        SharedQueue<String> gate = mp.queue();
        SharedQueue<Long> pids = mp.queue();
        ProcessPool pool = mp.pool(2);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                pids.put(ProcessHandle.current().pid());
                gate.take();
            });
        }
        for (int i = 0; i < 2; i++) {
            System.out.println("pid of worker " + i + ": " + pids.take());
        }
        gate.put("one may go");
        Way.valueOf(arguments[1]).send(pool, new Trap(Place.valueOf(arguments[2]), Deed.valueOf(arguments[3])));
        System.out.println("survived");
    }
}
