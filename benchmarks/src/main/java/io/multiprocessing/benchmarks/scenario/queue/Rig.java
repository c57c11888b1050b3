package io.multiprocessing.benchmarks.scenario.queue;

import java.util.List;

/**
 * Two partners, and lines to and from them.
 *
 * <pre>
 *   requests[0] -> partner 0 -> answers[0]   from partner 0 alone
 *   requests[1] -> partner 1 -> answers[1]   from both
 * </pre>
 */
interface Rig extends AutoCloseable {
    int PARTNERS = 2;

    List<Line> requests();

    List<Line> answers();

    /** A way to a partner and back. */
    record Exchange(Line there, Line back) {}

    /** Through a pipe, where there is more than one way. The partner need not be resumed. */
    default Exchange throughPipe() throws Exception {
        return new Exchange(requests().getFirst(), answers().getFirst());
    }

    /** Lets the first partners work. */
    default void resume(int count) throws Exception {}

    /** Makes them wait without using the processor. */
    default void pause(int count) throws Exception {}

    @Override
    void close() throws Exception;

    static Rig open(String variant) throws Exception {
        return switch (variant) {
            case "threads" -> new ThreadRig();
            case "agrona" -> SpinningRig.agrona();
            case "aeron" -> SpinningRig.aeron();
            case "pipe-echo" -> StreamRig.pipe();
            case "socket-echo" -> StreamRig.socket();
            default -> new FamilyRig(variant);
        };
    }
}
