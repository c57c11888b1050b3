package io.multiprocessing.benchmarks.scenario.start;

import io.multiprocessing.benchmarks.program.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JVMs that say hello: the floor under the start of any process that runs Java. */
final class BareJvm implements Starter {
    /** What our children are started with too. */
    private static final List<String> ARGS = List.of("-Xshare:auto", "-XX:-UsePerfData", "-XX:+UseSerialGC");

    private static final String CLASS_PATH = JavaProgram.locationOf(HelloWorld.class);

    @Override
    public long runProcess() throws IOException, InterruptedException {
        return firstLine(start());
    }

    @Override
    public long runPool(int workers) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            processes.add(start());
        }
        long last = 0;
        for (Process process : processes) {
            last = Math.max(last, firstLine(process));
        }
        return last;
    }

    private static Process start() throws IOException {
        return JavaProgram.startAloud(ARGS, CLASS_PATH, HelloWorld.class, List.of());
    }

    private static long firstLine(Process process) throws IOException, InterruptedException {
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

    @Override
    public void close() {}
}
