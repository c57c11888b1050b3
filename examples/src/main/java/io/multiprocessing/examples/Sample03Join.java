package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.time.Duration;

/**
 * Waiting for the end of a process.
 *
 * <p>What to learn: {@code join()} returns when the process has ended and all that it printed has come out; {@code
 * join(timeout)} tells whether it has.
 */
public final class Sample03Join {
    private Sample03Join() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            SharedQueue<String> goOn = mp.queue();
            ChildProcess child = mp.start(() -> {
                goOn.take();
                System.out.println("The child is done");
            });

            boolean ended = child.join(Duration.ofMillis(50));
            System.out.println("Has it ended? " + ended + ". Is it alive? " + child.isAlive());

            goOn.put("go on");
            child.join();
            System.out.println("Has it ended? " + !child.isAlive() + ". Its exit code: " + child.exitCode().getAsInt());
        }
    }
}
