/**
 * Values and exceptions as bytes. Begin with {@link io.multiprocessing.internal.codec.StandardCodec}, which draws the
 * layout. Imports {@code spi} and the public exceptions, nothing above them: every child loads this on its way to its first
 * task, so it stays small and loads nothing that a value does not need.
 */
@NullMarked
package io.multiprocessing.internal.codec;

import org.jspecify.annotations.NullMarked;
