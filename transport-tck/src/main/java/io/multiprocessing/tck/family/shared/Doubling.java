package io.multiprocessing.tck.family.shared;

/** What {@link Calculator} inherits, with a type of its own. */
interface Doubling<T> {
    T twice(T value);
}
