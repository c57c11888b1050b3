package io.multiprocessing.tck.family.harness;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.internal.ShortLivedJvm;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * A program that tries what a family offers where the system has no room, then makes room, and tries again. Its
 * arguments are a scene and the transport's name. It prints a line for each attempt: {@code NAME: ok}, {@code NAME:
 * typed TYPE} when the exception is one of the library's, else {@code NAME: UNTYPED}.
 */
public final class LimitProgram {
    /** A process needs about ten at its start, and has one to load a class with. */
    private static final int DESCRIPTORS_LEFT = 3;

    /** The scene is played with a limit of no more. */
    private static final int MOST_DESCRIPTORS = 1000;

    private static final String ANYTHING = "/dev/null";

    private final Multiprocessing mp;

    private LimitProgram(Multiprocessing mp) {
        this.mp = mp;
    }

    public static void main(String[] arguments) throws Exception {
        String transport = arguments[1];
        switch (arguments[0]) {
            case "descriptors" -> with(transport, LimitProgram::withoutDescriptors);
            case "places" -> with(transport, program -> program.tryAll("here "));
            case "room" -> {
                with(transport, program -> program.tryAll("without "));
                makeRoom(List.of(arguments).subList(2, arguments.length));
                with(transport, program -> program.tryAll("again "));
            }
            case "room in life" -> with(transport, program -> {
                program.tryAll("without ");
                makeRoom(List.of(arguments).subList(2, arguments.length));
                program.tryAll("again ");
            });
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private interface Scene {
        void play(LimitProgram program) throws Exception;
    }

    /**
     * In a family of its own. That a transport can't be had here is told when it is asked for, as an argument that is
     * wrong.
     */
    private static void with(String transport, Scene scene) throws Exception {
        Multiprocessing.Builder builder =
                Multiprocessing.builder().transport(transport).jvmArgs(ShortLivedJvm.QUICK);
        try (Multiprocessing mp = builder.open()) {
            scene.play(new LimitProgram(mp));
        } catch (IllegalArgumentException e) {
            System.out.println("open: " + e.getMessage());
        }
        System.out.println("closed");
    }

    private void tryAll(String when) {
        attempt(when + "child", this::child);
        attempt(when + "pool", this::task);
        attempt(when + "memory", () -> mp.memory(1 << 20).segment().byteSize());
        attempt(when + "number", () -> mp.sharedLong(1).incrementAndGet());
        attempt(when + "queue", () -> {
            SharedQueue<String> queue = mp.queue();
            queue.put("element");
            return queue.take();
        });
        attempt(when + "lock", () -> {
            mp.lock().lock();
            return true;
        });
        attempt(when + "map", () -> mp.<String, String>map().put("key", "value"));
    }

    private int child() throws InterruptedException {
        ChildProcess child = mp.start(() -> {});
        child.join();
        return child.exitCode().orElseThrow();
    }

    private String task() throws Exception {
        try (ProcessPool pool = mp.pool(1)) {
            return pool.submit(() -> "done").get();
        }
    }

    private static boolean attempt(String name, Callable<?> call) {
        try {
            Object unused = call.call();
            System.out.println(name + ": ok");
            return true;
        } catch (Throwable e) {
            Throwable cause = e instanceof ExecutionException || e instanceof CompletionException ? e.getCause() : e;
            boolean typed = cause instanceof MultiprocessingException;
            System.out.println(name + ": " + (typed ? "typed " + cause.getClass().getSimpleName() : "UNTYPED"));
            cause.printStackTrace();
            return false;
        }
    }

    /** With a pool whose worker dies when it can't be replaced. */
    private void withoutDescriptors() throws Exception {
        try (ProcessPool pool = mp.pool(1)) {
            long worker = pool.submit(() -> ProcessHandle.current().pid()).get();
            attempt("before child", this::child);
            Deque<FileInputStream> all = takeDescriptors();
            for (int i = 0; i < DESCRIPTORS_LEFT; i++) {
                all.removeLast().close();
            }
            Map<Integer, String> held = held();
            attempt("without child", this::child);
            held.entrySet().removeAll(held().entrySet());
            System.out.println("lost descriptors: " + held);
            ProcessHandle.of(worker).orElseThrow().destroyForcibly();
            Thread.sleep(200);
            all.forEach(LimitProgram::closeIfOpen);
            attempt("again child", this::child);
            attempt("again pool", () -> pool.submit(() -> "done").get());
        }
    }

    /** The numbers and targets of the standard streams and of what this program holds, which asking does not take. */
    private static Map<Integer, String> held() {
        Map<Integer, String> held = new TreeMap<>();
        for (int number = 0; number < MOST_DESCRIPTORS; number++) {
            try {
                String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
                if (number <= 2 || target.equals(ANYTHING)) {
                    held.put(number, target);
                }
            } catch (IOException e) {
                // Nobody has that number.
            }
        }
        return held;
    }

    private static Deque<FileInputStream> takeDescriptors() {
        Deque<FileInputStream> all = new ArrayDeque<>();
        try {
            while (true) {
                all.add(new FileInputStream(ANYTHING));
            }
        } catch (IOException e) {
            return all;
        }
    }

    /**
     * One may have been closed already, without its object's knowledge: when it does not get the descriptors for a
     * start that were there a moment before, the JDK (25.0.3 on Linux) closes two numbers that it has not set, be they
     * whose they may.
     */
    private static void closeIfOpen(FileInputStream descriptor) {
        try {
            descriptor.close();
        } catch (IOException e) {
            System.err.println("A descriptor had been closed already: " + e);
        }
    }

    private static void makeRoom(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        System.out.println("room was made: " + (status == 0));
    }
}
