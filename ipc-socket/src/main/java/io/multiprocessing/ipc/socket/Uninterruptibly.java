package io.multiprocessing.ipc.socket;

/** Waiting that an interrupt does not cut short: it is remembered for later. */
final class Uninterruptibly {
    private Uninterruptibly() {}

    /** An action that may be done again after it was interrupted. */
    interface Wait<E extends Exception> {
        void run() throws InterruptedException, E;
    }

    static <E extends Exception> void run(Wait<E> wait) throws E {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    wait.run();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
