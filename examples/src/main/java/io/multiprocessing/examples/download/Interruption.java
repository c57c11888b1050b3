package io.multiprocessing.examples.download;

import io.multiprocessing.examples.download.show.ProgressDisplay;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while files are being fetched: says what it means for them. The workers end with the family, the JVM exits
 * with status 130 by itself.
 */
final class Interruption implements AutoCloseable {
    private final ProgressDisplay display;
    private final PrintStream err;
    private final Thread hook = new Thread(this::happen, "interruption");
    private volatile boolean happened;

    private Interruption(ProgressDisplay display, PrintStream err) {
        this.display = display;
        this.err = err;
    }

    /** Until it is closed. */
    static Interruption expect(ProgressDisplay display, PrintStream err) {
        Interruption interruption = new Interruption(display, err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void happen() {
        happened = true;
        display.close();
        err.println("Interrupted. What has arrived is kept; run the same command again to go on.");
    }

    /** Blocks for good once this program is being interrupted: that workers end then is no news. */
    void waitIfItHappened() throws InterruptedException {
        if (happened) {
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            happened = true;
        }
    }
}
