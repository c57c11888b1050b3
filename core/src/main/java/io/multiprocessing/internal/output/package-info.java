/**
 * What children print, on its way to the parent: pumps in the parent, and in a child whose standard output pipe belongs
 * to the link, a {@code System.out} that marks its lines. Imports the public output types only.
 */
@NullMarked
package io.multiprocessing.internal.output;

import org.jspecify.annotations.NullMarked;
