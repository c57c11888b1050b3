package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import java.util.List;

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
                MessagePipe<String> pipe = mp.pipe()) {
            PipeEnd<String> here = pipe.first();
            PipeEnd<String> there = pipe.second();

            ChildProcess child = mp.start(() -> {
                try (there) {
                    for (int i = 0; i < 3; i++) {
                        there.send("you said " + there.receive());
                    }
                }
            });

            for (String word : List.of("one", "two", "three")) {
                here.send(word);
                System.out.println("The child answers: " + here.receive());
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
