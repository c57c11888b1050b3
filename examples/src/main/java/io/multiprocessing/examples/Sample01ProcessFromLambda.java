package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;

/**
 * A process from a lambda.
 *
 * <p>What to learn: a lambda runs in a process of its own, a whole JVM. What it captures are its arguments; they travel
 * as copies. What it prints comes out here.
 */
public final class Sample01ProcessFromLambda {
    private Sample01ProcessFromLambda() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0])) {
            String name = "Bob";
            int times = 2;

            ChildProcess child = mp.start(() -> {
                for (int i = 1; i <= times; i++) {
                    System.out.println("Hello " + name + ", greeting " + i + " from " + ChildProcess.self().name());
                }
            });
            child.join();

            System.out.println("Another process: " + (child.pid() != ProcessHandle.current().pid()));
            System.out.println("Its exit code: " + child.exitCode().getAsInt());
        }
    }
}
