package io.multiprocessing.internal.object;

import java.io.Serializable;

/**
 * A value at its place in a shared map or list. The number is given once: who has seen a value can say that he means
 * this one and no other, whatever {@code equals} says of it.
 */
record Cell<V>(long number, V value) implements Serializable {
    /** The number of no cell. */
    static final long NONE = 0;
}
