/**
 * What is decided about a family and its members before they live: what holds for all, who a process is, where they
 * keep what they share; and how children are told of it. Plain values, of strings where they travel, since a child
 * reads them before it is connected. Imports {@code wire}, {@code spi} and the public types.
 */
@NullMarked
package io.multiprocessing.internal.family.settings;

import org.jspecify.annotations.NullMarked;
