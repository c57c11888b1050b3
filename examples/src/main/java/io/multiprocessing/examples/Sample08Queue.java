package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.QueueClosedException;
import io.multiprocessing.SharedQueue;
import java.util.List;

/**
 * A queue between a process that writes and one that reads.
 *
 * <p>What to learn: a queue is a {@link java.util.concurrent.BlockingQueue} that any member of the family may use, once
 * it is captured by a lambda. This one holds two elements: the writer waits for the reader. Closed, it still hands out
 * what it holds.
 */
public final class Sample08Queue {
    private Sample08Queue() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            SharedQueue<String> queue = mp.queue(2);

            ChildProcess writer = mp.start(() -> {
                for (String letter : List.of("A", "B", "C", "D", "E")) {
                    queue.put(letter);
                }
                queue.close();
            });
            ChildProcess reader = mp.start(() -> {
                try {
                    while (true) {
                        System.out.println("Got " + queue.take());
                    }
                } catch (QueueClosedException e) {
                    System.out.println("That was all");
                }
            });

            writer.join();
            reader.join();
        }
    }
}
