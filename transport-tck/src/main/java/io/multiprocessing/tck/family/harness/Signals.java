package io.multiprocessing.tck.family.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sends signals that Java has no method for. */
public final class Signals {
    private static final Path OWN_STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";

    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "ALRM", 14, "TERM", 15);

    private Signals() {}

    /**
     * Of a command that is to be ended by signals: what goes before it so that it heeds them. A process ignores what
     * its parent ignored, and a JVM leaves it at that: what a script starts in the background ignores Ctrl-C, be it a
     * build with its tests. Skips the test where nothing helps.
     */
    public static List<String> heeding() throws InterruptedException {
        List<String> ignored = ignored();
        if (ignored.isEmpty()) {
            return List.of();
        }
        String option = "--default-signal=" + String.join(",", ignored);
        assumeTrue(canRun("env", option, "true"), "this JVM was started with " + ignored
                + " ignored, as a script's background jobs are, and its children with it: there is no env " + option);
        return List.of("env", option);
    }

    /** Those that this process, and so its children, ignore; none where the system does not tell. */
    private static List<String> ignored() {
        try (Stream<String> lines = Files.lines(OWN_STATUS, StandardCharsets.ISO_8859_1)) {
            BigInteger mask = lines.filter(line -> line.startsWith(IGNORED))
                    .findFirst()
                    .map(line -> new BigInteger(line.substring(IGNORED.length()).strip(), 16))
                    .orElse(BigInteger.ZERO);
            return NUMBERS.keySet()
                    .stream()
                    .filter(signal -> mask.testBit(NUMBERS.get(signal) - 1))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean canRun(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** @param signal its name without SIG */
    public static void send(String signal, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " " + pid + " failed: status=" + status);
        }
    }

    /** To all processes of the group that this one leads, as a terminal does at Ctrl-C. */
    public static void sendToGroup(String signal, long leader) throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "kill -" + signal + " -" + leader).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " -" + leader + " failed: status=" + status);
        }
    }

    /** For processes that are to die of it: does not return, unless the signal leaves them alive. */
    public static void sendToSelf(String signal) throws IOException, InterruptedException {
        send(signal, ProcessHandle.current().pid());
        Thread.sleep(Long.MAX_VALUE);
    }
}
