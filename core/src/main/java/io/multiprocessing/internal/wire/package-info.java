/**
 * What travels on a link: frame types, their heads, and an outbox that lets threads which must not block send as well.
 * Begin with {@link io.multiprocessing.internal.wire.FrameType}. Imports {@code spi} and exceptions only.
 */
@NullMarked
package io.multiprocessing.internal.wire;

import org.jspecify.annotations.NullMarked;
