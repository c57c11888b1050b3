package io.multiprocessing.tck.family.harness;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.internal.ShortLivedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a user's program may look like. Its arguments are a scene, the transport's name and perhaps more. It prints the
 * process ids of its descendants, and that its main method is done.
 */
public final class ParentProgram {
    private static final String CHILD = "child";
    private static final String GRANDCHILD = "grandchild";
    private static final String WORKER = "worker";
    private static final String WORKERS_CHILD = "worker's child";

    private final Multiprocessing mp;

    private ParentProgram(Multiprocessing mp) {
        this.mp = mp;
    }

    /** Waits until a program in a scene with a family has told the process ids of all in it, and returns them. */
    public static List<Long> awaitFamily(Program program) {
        return Stream.of(CHILD, GRANDCHILD, WORKER, WORKERS_CHILD).map(program::awaitPid).toList();
    }

    public static void main(String[] arguments) throws Exception {
        Multiprocessing.Builder builder =
                Multiprocessing.builder().transport(arguments[1]).jvmArgs(ShortLivedJvm.QUICK);
        String argument = arguments.length > 2 ? arguments[2] : "";
        if (argument.startsWith("-D")) {
            builder.jvmArgs(argument);
        }
        switch (arguments[0]) {
            case "short grace" -> builder.livenessGrace(Duration.ofSeconds(1));
            case "stubborn child" -> builder.shutdownGrace(Duration.ofHours(1));
            default -> {
                // As a user would have it.
            }
        }
        if (arguments[0].startsWith("standby")) {
            builder.standby(2);
        }
        ParentProgram program = new ParentProgram(builder.labelOutput(argument.equals("true")).open());
        switch (arguments[0]) {
            case "print" -> program.print();
            case "wait for a file" -> program.startChildThatWaitsFor(argument);
            case "daemon" -> program.startDaemon();
            case "idle pool" -> program.usePool();
            case "idle pool, block" -> {
                program.usePool();
                block();
            }
            case "stubborn child" -> {
                program.startStubbornChild();
                block();
            }
            case "memory" -> program.makeMemory(argument);
            case "family" -> program.startFamily();
            case "family, exit" -> {
                program.startFamily();
                System.exit(5);
            }
            case "family, throw" -> {
                program.startDaemon();
                throw new IllegalStateException("thrown on purpose by main");
            }
            case "standby" -> program.awaitStandbys();
            case "standby, block" -> {
                program.awaitStandbys();
                Thread.sleep(Long.MAX_VALUE);
            }
            case "short grace" -> program.waitForTheWaking();
            case "start for ever" -> {
                System.out.println("starting");
                while (true) {
                    program.mp.start(() -> Thread.sleep(Long.MAX_VALUE)).terminate();
                }
            }
            case "family, block" -> {
                program.startFamily();
                block();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("main is done");
    }

    private static void block() throws InterruptedException {
        System.out.println("blocking");
        Thread.sleep(Long.MAX_VALUE);
    }

    /** One that does not end when it is told to. */
    private void startStubbornChild() throws InterruptedException {
        SharedQueue<String> ready = mp.queue();
        ChildProcess child = mp.start(() -> {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("the child was told to end");
                while (true) {
                    Thread.onSpinWait();
                }
            }));
            ready.put("ready");
            Thread.sleep(Long.MAX_VALUE);
        });
        ready.take();
        tell(CHILD, child.pid());
    }

    /** With children that go on while this process is stopped. */
    private void waitForTheWaking() throws InterruptedException {
        try (mp) {
            SharedQueue<String> gate = mp.queue();
            List<ChildProcess> children =
                    List.of(mp.start(gate::take), mp.start(gate::take), mp.start(gate::take));
            System.out.println("waiting");
            Thread.sleep(5000);
            if (children.stream().allMatch(ChildProcess::isAlive)) {
                System.out.println("all alive");
            }
            gate.addAll(List.of("go", "go", "go"));
        }
    }

    private void print() throws InterruptedException {
        try (mp) {
            mp.start(() -> {
                System.out.println("child out");
                System.err.println("child err");
                Multiprocessing.current().start(() -> System.out.println("grandchild out")).join();
            }).join();
        }
    }

    private void startChildThatWaitsFor(String file) {
        tell(CHILD, mp.start(() -> {
            while (!Files.exists(Path.of(file))) {
                Thread.sleep(5);
            }
            System.out.println("the child is done");
        }).pid());
    }

    private void awaitStandbys() throws InterruptedException {
        while (mp.standbyStats().ready() < 2) {
            Thread.sleep(5);
        }
        System.out.println("standing by");
    }

    private void startDaemon() {
        ChildProcess daemon = mp.process(() -> Thread.sleep(Long.MAX_VALUE));
        daemon.setDaemon(true);
        tell("daemon", daemon.start().pid());
    }

    @SuppressWarnings("resource") // which is the point
    private void usePool() throws Exception {
        ProcessPool pool = mp.pool(2);
        tell(WORKER, pool.submit(() -> ProcessHandle.current().pid()).get());
    }

    /** A child, its child, a worker that runs a task, and that task's child. */
    @SuppressWarnings("resource") // which is the point
    private void startFamily() throws InterruptedException {
        SharedQueue<Long> pids = mp.queue();
        ChildProcess child = mp.start(() -> {
            pids.put(Multiprocessing.current().start(() -> Thread.sleep(Long.MAX_VALUE)).pid());
            while (true) {
                Thread.onSpinWait();
            }
        });
        tell(CHILD, child.pid());
        tell(GRANDCHILD, pids.take());
        mp.pool(1).submit(() -> {
            pids.put(ProcessHandle.current().pid());
            pids.put(Multiprocessing.current().start(() -> Thread.sleep(Long.MAX_VALUE)).pid());
            Thread.sleep(Long.MAX_VALUE);
        });
        tell(WORKER, pids.take());
        tell(WORKERS_CHILD, pids.take());
    }

    /** In this process and in a worker. */
    @SuppressWarnings("resource") // which is the point
    private void makeMemory(String then) throws Exception {
        System.out.println("memory in " + MappedFile.of(mp.memory(1000)));
        if (then.equals("stay")) {
            mp.pool(1).submit(() -> Multiprocessing.current().sharedLong(1)).get();
            System.out.println("main stays");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static void tell(String member, long pid) {
        System.out.println("pid of " + member + ": " + pid);
    }
}
