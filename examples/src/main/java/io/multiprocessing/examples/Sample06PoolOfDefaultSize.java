package io.multiprocessing.examples;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.TaskFuture;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pool with as many workers as there are processors.
 *
 * <p>What to learn: a pool is an {@link java.util.concurrent.ExecutorService}. {@code submit} gives a future; {@code
 * map} gives all results, in the order of the items, however the work was dealt out. {@code close} waits for what was
 * submitted.
 */
public final class Sample06PoolOfDefaultSize {
    private Sample06PoolOfDefaultSize() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0]);
                ProcessPool pool = mp.pool()) {
            System.out.println("A worker for each processor: "
                    + (pool.size() == Runtime.getRuntime().availableProcessors()));

            TaskFuture<Long> answer = pool.submit(() -> 6L * 7);
            System.out.println("One task: " + answer.get());

            List<Integer> numbers = IntStream.rangeClosed(1, 10).boxed().toList();
            List<Integer> squares = pool.map(numbers, number -> number * number);
            System.out.println("Squares: " + squares);

            TaskFuture<Integer> failing = pool.submit(() -> Integer.parseInt("ten"));
            String reason = failing.handle((value, failure) -> failure.getMessage()).get();
            System.out.println("A task's exception comes back: " + reason);
        }
    }
}
