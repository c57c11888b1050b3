/**
 * What a transport implements: {@link io.multiprocessing.spi.Transport} makes {@link io.multiprocessing.spi.Link}s, and
 * a link carries {@link io.multiprocessing.spi.Frame}s between one parent and one child.
 *
 * <p>Everything the framework offers works on links alone, so this is all a new transport has to give. Read {@link
 * io.multiprocessing.spi.Link} first: its rules L1 to L14 are the contract, and the conformance kit (artifact
 * {@code multiprocessing-transport-tck}) names the rule that each of its tests proves. A transport over a pair of
 * streams extends {@link io.multiprocessing.spi.StreamLink} and is a page long; {@code docs/writing-a-transport.md}
 * leads from nothing to a passing kit.
 *
 * <p>For transports and core alike there are files that several processes use: {@link
 * io.multiprocessing.spi.PrivateDirectory}, {@link io.multiprocessing.spi.JointDirectory}, and, mapped as memory,
 * {@link io.multiprocessing.spi.RegionFile} with {@link io.multiprocessing.spi.Words}.
 *
 * <p>This package imports the exceptions of {@code io.multiprocessing} and nothing else of the project.
 */
@NullMarked
package io.multiprocessing.spi;

import org.jspecify.annotations.NullMarked;
