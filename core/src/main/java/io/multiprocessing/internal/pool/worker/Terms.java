package io.multiprocessing.internal.pool.worker;

/**
 * What a worker is told of its place when it starts, and how that travels:
 *
 * <pre>
 *   number ' ' processors ' ' heap ' ' pool          "3 4 - downloads"
 *
 *   heap   H when each RESULT has the heap that is used, see {@link HeapUse}; else -
 *   pool   the rest: a name, with whatever is in it
 * </pre>
 *
 * <p>Text, and not a record that the codec reads: to call a constructor with primitive parameters by reflection, or
 * with more than three, a JVM makes some twenty classes at the first time.
 *
 * @param pool the pool's name
 * @param number the worker's, in its pool
 */
public record Terms(String pool, int number, boolean tellsHeap, Budget budget) {
    private static final String HEAP = "H";
    private static final String NO_HEAP = "-";

    String write() {
        return String.join(" ", Integer.toString(number), Integer.toString(budget.processors()),
                tellsHeap ? HEAP : NO_HEAP,
                pool);
    }

    static Terms read(String text) {
        int numberEnd = text.indexOf(' ');
        int processorsEnd = text.indexOf(' ', numberEnd + 1);
        int heapEnd = text.indexOf(' ', processorsEnd + 1);
        return new Terms(
                text.substring(heapEnd + 1),
                Integer.parseInt(text.substring(0, numberEnd)),
                text.substring(processorsEnd + 1, heapEnd).equals(HEAP),
                new Budget(Integer.parseInt(text.substring(numberEnd + 1, processorsEnd))));
    }
}
