package io.multiprocessing.internal.pool.policy;

import java.util.List;

/**
 * How much heap a pool's workers may have, together and each. Zero stands for "not limited" and "the JVM's default".
 *
 * @param ceiling for all together, in bytes
 * @param each for each worker, in bytes
 */
public record HeapBudget(long ceiling, long each) {
    private static final String OPTION = "-Xmx";
    private static final long MIB = 1 << 20;
    /** Less than this does not run tasks. */
    private static final long LEAST_HEAP = 16 * MIB;

    /**
     * Makes the budget of workers with these options; when the options do not say how much heap each has, it is its
     * share of the ceiling, in whole MiB.
     *
     * @throws IllegalStateException when that is too little, or together they would have more than the ceiling
     */
    public static HeapBudget of(long ceiling, int workers, List<String> jvmArgs) {
        long said = said(jvmArgs);
        if (ceiling == 0) {
            return new HeapBudget(0, said);
        }
        if (said == 0) {
            long share = ceiling / workers / MIB * MIB;
            if (share < LEAST_HEAP) {
                throw new IllegalStateException(
                        "The pool's heap ceiling leaves too little for each worker: heapCeiling="
                                + ceiling + " workers=" + workers + " share=" + share + " least=" + LEAST_HEAP
                                + ". Raise the ceiling, or take at most " + Math.max(1, ceiling / LEAST_HEAP)
                                + " workers.");
            }
            return new HeapBudget(ceiling, share);
        }
        if (said > ceiling / workers) {
            throw new IllegalStateException("The pool's workers could have more heap than its ceiling: heapCeiling="
                    + ceiling
                    + " workers=" + workers + " maxHeap=" + said + " together=" + Math.multiplyExact(said, workers)
                    + ". Take at most " + ceiling / said + " workers, lower maxHeap to " + ceiling / workers
                    + " or less, leave it away for a share of the ceiling, or raise the ceiling.");
        }
        return new HeapBudget(ceiling, said);
    }

    private static long said(List<String> jvmArgs) {
        long said = 0;
        for (String arg : jvmArgs) {
            if (arg.startsWith(OPTION)) {
                said = bytes(arg.substring(OPTION.length()));
            }
        }
        return said;
    }

    /** What a size in the notation of {@code -Xmx} means; 0 when it is none, which the JVM itself will say. */
    public static long bytes(String size) {
        String digits = size.isEmpty() ? size : size.substring(0, size.length() - 1);
        int shift = switch (size.isEmpty() ? ' ' : Character.toLowerCase(size.charAt(size.length() - 1))) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            case 't' -> 40;
            default -> 0;
        };
        try {
            return Math.multiplyExact(Long.parseLong(shift == 0 ? size : digits), 1L << shift);
        } catch (NumberFormatException | ArithmeticException e) {
            return 0;
        }
    }

    /** The option that gives each worker its share. */
    public String option() {
        return OPTION + each;
    }

    /**
     * Checks that there may be so many.
     *
     * @throws IllegalArgumentException when not
     */
    public void require(int workers) {
        if (ceiling > 0 && workers > ceiling / each) {
            throw new IllegalArgumentException(
                    "So many workers could have more heap than the pool's ceiling: heapCeiling="
                            + ceiling + " workers=" + workers + " maxHeap=" + each + ", which allows "
                            + ceiling / each);
        }
    }
}
