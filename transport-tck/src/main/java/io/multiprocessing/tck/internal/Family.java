package io.multiprocessing.tck.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.TransportUnderTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A parent, which is the test, with its transport and the children that it starts. */
public final class Family implements AutoCloseable {
    private final TransportUnderTest test;
    private final Transport transport;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<Orphan> orphans = new CopyOnWriteArrayList<>();

    private Family(TransportUnderTest test) {
        this.test = test;
        this.transport = test.newTransport();
    }

    /**
     * A family whose children are processes, or threads when the transport {@linkplain
     * TransportUnderTest#crossesProcesses does not cross processes}. Skips the test when the transport is not
     * available.
     */
    public static Family of(TransportUnderTest test) {
        Family family = new Family(test);
        Availability availability = family.transport.availability();
        assumeTrue(availability.isAvailable(), () -> "unavailable: " + availability.reason());
        return family;
    }

    /** A family whose children are processes. Skips the test when the transport does not cross processes. */
    public static Family ofProcesses(TransportUnderTest test) {
        assumeTrue(test.crossesProcesses(), "both ends of a link live in one process, which can't die by half");
        return of(test);
    }

    public Transport transport() {
        return transport;
    }

    public Duration patience() {
        return test.patience();
    }

    /** Starts a child that plays the script; returns when it is connected. The own end of the link is not started. */
    public Peer start(Script script) {
        Board board = Board.create();
        Peer peer;
        try {
            peer = test.crossesProcesses() ? process(script, board) : thread(script, board);
        } catch (Throwable e) {
            board.close();
            throw e;
        }
        peers.add(peer);
        return peer;
    }

    /** Starts a child for each script, at the same time. */
    public List<Peer> startTogether(List<Script> scripts) {
        return together(scripts.stream().<Supplier<Peer>>map(script -> () -> start(script)).toList());
    }

    /** Does it all at the same time, each on a thread, and returns what came of it, in the order given. */
    public static <T> List<T> together(List<Supplier<T>> all) {
        return all.stream()
                .map(each -> CompletableFuture.supplyAsync(each, task -> Thread.ofPlatform().daemon().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private Peer process(Script script, Board board) {
        Launch launch = Launch.child(transport, label(), script, board, test.patience());
        return new Peer(launch.link(), new ProcessActor(launch.process()), board, test.patience());
    }

    private Peer thread(Script script, Board board) {
        try (Invitation invitation = transport.invite(label())) {
            ThreadActor actor = ThreadActor.start(test.newTransport(), invitation, script, board);
            return new Peer(ThreadActor.accept(transport, invitation, test.patience()), actor, board, test.patience());
        }
    }

    /** Starts a process that starts a child that plays the script, and floods it with large frames. */
    public Orphan startWithParent(Script script) {
        Board board = Board.create();
        Orphan orphan = new Orphan(Launch.parent(transport, script, board), board, test.patience());
        orphans.add(orphan);
        return orphan;
    }

    private String label() {
        return "tck-" + (peers.size() + 1);
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        List<Runnable> all = new ArrayList<>();
        peers.forEach(peer -> all.add(peer::cleanUp));
        orphans.forEach(orphan -> all.add(orphan::close));
        all.add(transport::close);
        closeAll(all);
    }

    /** One that fails keeps no other from being closed. */
    private static void closeAll(List<Runnable> all) {
        Throwable first = null;
        for (Runnable each : all) {
            try {
                each.run();
            } catch (RuntimeException | Error e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw new AssertionError("Cleaning up failed: " + first, first);
        }
    }
}
