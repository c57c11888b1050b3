package io.multiprocessing.examples;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedDoubleArray;
import io.multiprocessing.SharedLong;
import io.multiprocessing.SharedMemory;
import java.util.List;

/**
 * Numbers and memory that several processes touch directly.
 *
 * <p>What to learn: {@code SharedLong} has the methods of {@link java.util.concurrent.atomic.AtomicLong}. Memory
 * travels as a handle: a gigabyte costs no more to send than a kilobyte. Nobody is asked and nothing is copied when it
 * is used.
 */
public final class Sample11SharedMemory {
    private Sample11SharedMemory() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0]);
                ProcessPool pool = mp.pool(2)) {
            SharedLong done = mp.sharedLong(0);
            SharedMemory memory = mp.memory(4 * Double.BYTES);
            SharedDoubleArray roots = memory.doubles();

            pool.map(List.of(1, 4, 9, 16), square -> {
                roots.set((int) Math.sqrt(square) - 1, Math.sqrt(square));
                return done.incrementAndGet();
            });

            System.out.println("Done: " + done.get());
            for (int i = 0; i < roots.length(); i++) {
                System.out.println("Root: " + roots.get(i));
            }
        }
    }
}
