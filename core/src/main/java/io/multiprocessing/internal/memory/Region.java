package io.multiprocessing.internal.memory;

import io.multiprocessing.spi.RegionFile;

/**
 * Memory that an object lives in, with the name by which other members map it.
 *
 * @param file begins with {@link RegionFile}'s header
 */
public record Region(RegionName name, RegionFile file) {}
