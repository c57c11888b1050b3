package io.multiprocessing.tck.family.sync;

import java.io.IOException;

/** Sends signals that Java has no method for. */
final class Signals {
    private Signals() {}

    /** Stops the process: it stays, and does nothing. */
    static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
    }

    /** Lets a stopped process go on. */
    static void resume(long pid) throws IOException, InterruptedException {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("kill -" + signal + " " + pid + " failed: status=" + status);
        }
    }
}
