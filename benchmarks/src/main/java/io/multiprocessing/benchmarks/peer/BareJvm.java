package io.multiprocessing.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** A JVM that says hello: the floor under the start of any process that runs Java. */
public final class BareJvm {
    /** What our children are started with too. */
    private static final List<String> ARGS = List.of("-Xshare:auto", "-XX:-UsePerfData", "-XX:+UseSerialGC");

    private static final String CLASS_PATH = JavaProgram.locationOf(HelloWorld.class);

    private BareJvm() {}

    /**
     * Runs it once, to its end.
     *
     * @return what {@link System#nanoTime} said at its first line
     */
    public static long run() throws IOException, InterruptedException {
        Process process = JavaProgram.start(ARGS, CLASS_PATH, HelloWorld.class);
        String line;
        try (BufferedReader out = process.inputReader()) {
            line = out.readLine();
        }
        int status = process.waitFor();
        if (status != 0 || line == null) {
            throw new IOException("A bare JVM ended with status " + status + " and printed " + line);
        }
        return Long.parseLong(line);
    }
}
