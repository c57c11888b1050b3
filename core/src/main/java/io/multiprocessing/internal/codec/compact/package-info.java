/**
 * The compact form of values that need no code to be read.
 * {@link io.multiprocessing.internal.codec.compact.CompactForm} is the way in,
 * {@link io.multiprocessing.internal.codec.compact.Tag} draws the layout. Imports {@code spi} alone. Of protobuf, a
 * class is loaded only when a protobuf message passes.
 */
@NullMarked
package io.multiprocessing.internal.codec.compact;

import org.jspecify.annotations.NullMarked;
