package io.multiprocessing.tck.family.harness;

import static org.awaitility.Awaitility.await;

import io.multiprocessing.SharedQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Waits on conditions. */
public final class Await {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private static final Duration FOR_LONG = Duration.ofSeconds(30);

    private Await() {}

    /** Waits until it is so, and fails when that takes longer than the patience. */
    public static void until(String what, Duration patience, Callable<Boolean> isSo) {
        await(what).pollDelay(Duration.ZERO).pollInterval(LOOK_AGAIN).atMost(patience).until(isSo);
    }

    /** Waits for the next element, and fails when none comes for long: whoever should have put it may be dead. */
    public static <E> E next(SharedQueue<E> queue) throws InterruptedException {
        E element = queue.poll(FOR_LONG);
        if (element == null) {
            throw new AssertionError("Nothing came through the queue for " + FOR_LONG);
        }
        return element;
    }

    /** Waits until the process of that id has ended. A zombie, which its parent has not buried yet, has ended too. */
    public static void untilGone(long pid, Duration patience) {
        until("process " + pid + " is gone", patience, () -> !isAlive(pid));
    }

    /** Waits until none of them is left. */
    public static void untilAllGone(List<Long> pids, Duration patience) {
        pids.forEach(pid -> untilGone(pid, patience));
    }

    /** The processes that have this among their arguments, and have not ended. */
    public static List<Long> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).contains(argument))
                .map(ProcessHandle::pid)
                .filter(Await::isAlive)
                .toList();
    }

    /** What the JDK tells of them ends after a page, or is nothing at all if they are longer. */
    private static List<String> arguments(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return List.of(Files.readString(commandLine, StandardCharsets.ISO_8859_1).split("\0"));
        } catch (IOException e) {
            // It has ended, or this is a system without such files.
            return process.info().arguments().map(List::of).orElse(List.of());
        }
    }

    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !ProcessState.of(pid).isZombie();
    }
}
