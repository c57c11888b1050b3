package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;

/**
 * A pipe: a connection of two processes, in both directions.
 *
 * <p>What to learn: each process uses its end. Messages are any serialisable objects and keep their order. When one end
 * is closed, or its process has ended, the other end reads what was sent and then {@code EndOfPipeException}.
 */
public final class Sample09Pipe {
    private Sample09Pipe() {}

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0]);
                MessagePipe<Integer> pipe = mp.pipe()) {
            PipeEnd<Integer> here = pipe.first();
            PipeEnd<Integer> there = pipe.second();

            ChildProcess child = mp.start(() -> {
                try (there) {
                    for (int i = 0; i < 3; i++) {
                        Integer number = there.receive();
                        there.send(number * number);
                    }
                }
            });

            for (int i = 1; i <= 3; i++) {
                here.send(i);
                System.out.println("The square of " + i + " is " + here.receive());
            }
            child.join();
            try {
                here.receive();
            } catch (EndOfPipeException e) {
                System.out.println("The other end has been closed");
            }
        }
    }
}
