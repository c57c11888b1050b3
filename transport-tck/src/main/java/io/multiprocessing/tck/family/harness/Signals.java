package io.multiprocessing.tck.family.harness;

import java.io.IOException;

/** Sends signals that Java has no method for. */
public final class Signals {
    private Signals() {}

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
