package io.multiprocessing.internal.codec;

import java.io.Serializable;

/**
 * Stands in the serialised form of an exception for another exception of the same message: each is serialised alone, so
 * one that can't be does not keep the others from being rebuilt.
 *
 * @param number the other's place in the message
 */
record ThrowableLink(int number) implements Serializable {
    private static final long serialVersionUID = 1;
}
