package io.multiprocessing;

/**
 * A {@link RemoteRunnable} that is a {@link Runnable} as well. Nobody needs to name it: it is there so that a lambda
 * without a result, given to a method that takes either, is unambiguous, serialisable, and free to throw.
 *
 * <p>{@code ProcessPool} inherits {@code submit(Runnable)} and adds {@code submit(RemoteRunnable)}; neither type is
 * more specific than the other, so {@code pool.submit(() -> print())} would not compile. This type is more specific
 * than both.
 */
@FunctionalInterface
public interface RemoteAction extends RemoteRunnable, Runnable {
    /** What the lambda does. */
    void act() throws Exception;

    /** Calls {@link #act} and throws what it throws, checked or not. */
    @Override
    default void run() {
        try {
            act();
        } catch (Exception e) {
            throw RemoteAction.<RuntimeException>asUnchecked(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E asUnchecked(Exception e) throws E {
        throw (E) e;
    }
}
