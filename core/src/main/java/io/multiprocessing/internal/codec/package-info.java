/**
 * Values and exceptions as bytes. Begin with {@link io.multiprocessing.internal.codec.StandardCodec}; package {@code
 * compact} has the form of most values and draws its layout, this one what remains for Java serialization, the words
 * for what can't travel ({@link io.multiprocessing.internal.codec.Culprits}), and exceptions, drawn at
 * {@code ThrowableWriter}.
 *
 * <p>Imports {@code spi} and the public exceptions, nothing above them. Every child loads this on its way to its first
 * task, so it stays small and loads nothing that a value does not need.
 */
@NullMarked
package io.multiprocessing.internal.codec;

import org.jspecify.annotations.NullMarked;
