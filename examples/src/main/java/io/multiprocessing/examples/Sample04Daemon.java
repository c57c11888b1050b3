package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.time.Duration;

/**
 * A daemon: a process that nobody waits for.
 *
 * <p>What to learn: like a daemon thread, a daemon process does not keep the program alive. It is ended with its
 * parent's program, in whatever it is doing. The flag is set before the start.
 */
public final class Sample04Daemon {
    private Sample04Daemon() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            SharedQueue<String> signs = mp.queue();

            ChildProcess daemon = mp.process(() -> {
                System.out.println("The daemon is going to sleep for an hour");
                System.out.flush();
                signs.put("alive");
                Thread.sleep(Duration.ofHours(1));
                System.out.println("Nobody will ever read this");
            });
            daemon.setDaemon(true);
            daemon.start();
            signs.take();

            ChildProcess worker = mp.start(() -> System.out.println("The worker has work to do"));
            worker.join();
            System.out.println("The worker has ended, the daemon is alive: " + daemon.isAlive());
        }
        System.out.println("The program ends, and with it the daemon");
    }
}
