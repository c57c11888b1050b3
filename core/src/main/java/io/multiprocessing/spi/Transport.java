package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.time.Duration;
import java.util.Optional;

/**
 * A way for a parent and its children to exchange frames: found through {@link java.util.ServiceLoader}, chosen by name
 * or by rank.
 *
 * <p>One object serves one process's part in one family: it makes the links to that process's own children ({@link
 * #invite}, {@link #accept}), or the link to its parent ({@link #connect}), and is closed with the family. Methods may
 * be called by several threads at once. A provider has a public constructor without arguments that does no work: {@link
 * #name}, {@link #rank}, {@link #availability}, {@link #sharedRegions} and {@link #wordWait} are asked of objects that
 * are then dropped unclosed, so resources are made no earlier than by {@code invite} or {@code connect}.
 *
 * <p>The order of calls for one child:
 *
 * <pre>
 *   parent                                        child
 *   invitation = invite(label)
 *   start the process, write the address
 *   to its standard input                   →     read it
 *   link = accept(invitation, ...)          ⇄     link = connect(address, ...)
 *   invitation.close()
 * </pre>
 *
 * <p>What a child does before its user's first line counts: {@code connect} should load few classes, and neither Netty
 * nor {@code java.lang.foreign}.
 */
public interface Transport extends AutoCloseable {
    /** A short lower-case name: what users pass to {@code Multiprocessing.open(name)}. */
    String name();

    /** Among those available the highest rank is the default. Ours: pipe 100, socket 200, sharedmem 300. */
    int rank();

    /** Whether it can be used in this process, and the reason when it can't. Cheap, and does not throw. */
    default Availability availability() {
        return Availability.available();
    }

    /**
     * Whether all members of a family can map the same local files ({@link RegionFile}), so that memory and counters
     * are touched directly by everyone; with the reason when they can't. True wherever the members run on one machine
     * and see one file system. Cheap, and does not throw.
     */
    default Availability sharedRegions() {
        return Availability.available();
    }

    /**
     * How members of a family wait for words in {@linkplain #sharedRegions shared regions}, if all of them can: they
     * then touch queues and locks directly. Empty where they can't, and those are asked for by messages. Cheap, and
     * does not throw.
     */
    default Optional<WordWait> wordWait() {
        return Optional.empty();
    }

    /**
     * True when the links ride on the child's standard pipes. The framework then leaves the child's standard input and
     * output to the transport; else it uses the first as the child's lifeline and forwards the second as output.
     */
    default boolean usesStandardPipes() {
        return false;
    }

    /**
     * Parent: prepares for one child.
     *
     * @param label names the child in thread names and messages; no secret, not unique
     * @throws TransportException when a resource is missing: says which, and how much was needed
     */
    Invitation invite(String label);

    /**
     * Parent: waits until the invited child has connected and returns the link to it.
     *
     * <p>Returns early by throwing when the invitation is {@linkplain Invitation#close closed} by another thread, as it
     * is when the child dies first.
     *
     * @param pipes the child's standard pipes; used only if {@link #usesStandardPipes}
     * @param timeout how long to wait for the child
     * @throws TransportException when it did not connect in time, could not prove that it is the one invited, or the
     *     invitation was closed
     */
    Link accept(Invitation invitation, StandardPipes pipes, Duration timeout);

    /**
     * Child: connects to the parent that wrote {@code address}.
     *
     * @throws TransportException when the address is not understood or nobody answers there
     */
    Link connect(String address, StandardPipes pipes);

    /**
     * Does what a child does with its link, in a JVM that exists to note what children load, for the startup cache:
     * connects to an end of its own making, sends a frame and receives one. By default nothing: then the cache has this
     * transport's own classes, and what a {@link StreamLink} needs, but nothing else that only this transport uses.
     *
     * <p>On the class path are the core and the transport, each of them a jar, without what they depend on. Leaves nothing
     * behind. What is thrown is printed, and the cache made without it.
     *
     * @throws Exception when it can't be done here
     */
    default void rehearse() throws Exception {}

    /**
     * Frees what the links share (directories, server sockets, event loops). Links still open are closed. Idempotent.
     */
    @Override
    void close();
}
