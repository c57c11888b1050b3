package io.multiprocessing.internal.ring;

/** How the elements of a ring come to an end, and what those are told who come too late. */
public interface Ending {
    /** Whether nothing can be placed any more; true for good. What was placed before can still be taken. */
    boolean isClosed();

    /** Whether nothing can be taken any more, whatever there is; then it is closed as well. */
    boolean isDiscarded();

    /** For who would place something, or would take something where nothing will come. */
    RuntimeException closed();

    /** For whoever uses it when it has gone with its maker. */
    RuntimeException gone(String because);
}
