package io.multiprocessing.internal.codec.compact;

/**
 * Marks serialisable classes whose {@code writeReplace} may be called more than once for a message: the compact form
 * calls it, and when the graph turns out to have no compact form after all, Java serialization calls it again. For the
 * handles of shared objects; whatever they travel as must have a compact form to gain from this, as a record of numbers
 * and strings has, with a {@code readResolve}.
 */
public interface RepeatableReplacement {}
