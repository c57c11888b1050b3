package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.benchmarks.peer.BareJvm;
import io.multiprocessing.benchmarks.suite.Effort;
import io.multiprocessing.benchmarks.suite.Sample;
import io.multiprocessing.benchmarks.suite.Variant;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One process, cold, from the call that starts it to its first line or to its end. That line says when it ran by {@link
 * System#nanoTime}, which on the systems that we know is one clock for all processes; a moment outside of the process's
 * life would be noticed.
 */
final class Start implements Variant {
    private static final double NANOS_PER_MILLI = 1e6;

    private final String name;
    private final Moment moment;
    private final Starter starter;
    private boolean started;

    private Start(String name, Moment moment, Starter starter) {
        this.name = name;
        this.moment = moment;
        this.starter = starter;
    }

    /** Which moment of its life counts. */
    enum Moment {
        FIRST_LINE,
        JOINED
    }

    /** Runs one process to its end. */
    private interface Starter extends AutoCloseable {
        /** When the process's first line ran. */
        long run() throws IOException, InterruptedException;

        default Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        default void close() {}
    }

    static Variant bareJvm(String name, Moment moment) {
        return new Start(name, moment, BareJvm::run);
    }

    static Variant child(String transport, Moment moment) {
        return new Start(transport, moment, new Child(transport));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> obstacle() {
        return starter.obstacle();
    }

    @Override
    public Sample measure(Effort effort) throws IOException, InterruptedException {
        if (!started && effort.counts()) {
            starter.run(); // What this process does for the first time does not count.
            started = true;
        }
        long begin = System.nanoTime();
        long firstLine = starter.run();
        long end = System.nanoTime();
        if (firstLine - begin < 0 || end - firstLine < 0) {
            throw new IOException("The processes' clocks differ: start " + begin + ", first line " + firstLine
                    + ", end " + end);
        }
        return Sample.single(((moment == Moment.FIRST_LINE ? firstLine : end) - begin) / NANOS_PER_MILLI);
    }

    @Override
    public void close() {
        starter.close();
    }

    /** A child of a family that is opened at the first turn, and that has no other. */
    private static final class Child implements Starter {
        private final String transport;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private @Nullable Multiprocessing family;

        Child(String transport) {
            this.transport = transport;
        }

        @Override
        public Optional<String> obstacle() {
            return Transports.obstacle(transport);
        }

        @Override
        public long run() throws IOException, InterruptedException {
            if (family == null) {
                family = Multiprocessing.builder()
                        .transport(transport)
                        .outputHandler(line -> keepMoment(line.text()))
                        .open();
            }
            ChildProcess child = family.start(() -> System.out.println(System.nanoTime()));
            child.join();
            String line = lines.poll();
            if (!child.exitCode().equals(OptionalInt.of(0)) || line == null || !lines.isEmpty()) {
                throw new IOException(child + " printed " + line + " " + lines);
            }
            return Long.parseLong(line);
        }

        /** A JVM may have more to say, such as which options it took from the environment. */
        private void keepMoment(String line) {
            if (!line.isEmpty() && line.chars().allMatch(Character::isDigit)) {
                lines.add(line);
            }
        }

        @Override
        public void close() {
            if (family != null) {
                family.close();
            }
        }
    }
}
