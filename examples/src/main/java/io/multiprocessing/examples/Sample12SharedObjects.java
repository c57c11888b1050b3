package io.multiprocessing.examples;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;

/**
 * An object that lives here and is called from elsewhere, and a map for all.
 *
 * <p>What to learn: any interface can be shared; a call of the proxy runs where the object is. A shared map is a {@link
 * ConcurrentMap}, whose {@code merge} is atomic for all processes.
 */
public final class Sample12SharedObjects {
    private Sample12SharedObjects() {}

    interface Greeter {
        String greet(String name);
    }

    public static void main(String[] args) throws Exception {
        try (Multiprocessing mp = args.length == 0 ? Multiprocessing.open() : Multiprocessing.open(args[0]);
                ProcessPool pool = mp.pool(2)) {
            long here = ProcessHandle.current().pid();
            Greeter greeter = mp.share(
                    Greeter.class,
                    name -> "Hello " + name + ", from the main process: " + (ProcessHandle.current().pid() == here));
            System.out.println(pool.submit(() -> greeter.greet("worker")).get());

            ConcurrentMap<String, Integer> lengths = mp.map();
            pool.map(List.of("one", "two", "three", "four", "five"),
                    word -> lengths.merge("of " + word.length(), 1, Integer::sum));
            System.out.println(new TreeMap<>(lengths));
        }
    }
}
