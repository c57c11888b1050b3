package io.multiprocessing.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Link;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A child as its parent, the test, sees it: the parent's end of the link, and what it reports. */
public final class Peer extends Witness {
    private final Link link;
    private final Actor actor;
    private volatile @Nullable Inbox inbox;

    Peer(Link link, Actor actor, Board board, Duration patience) {
        super(board, patience);
        this.link = link;
        this.actor = actor;
    }

    /** Who plays the script. */
    interface Actor {
        boolean isAlive();

        /** Ends it, by force if it is a process, and waits for it. */
        void end(Duration patience);

        /** Lets go of it when it has ended. */
        void release();
    }

    public Link link() {
        return link;
    }

    /** Starts the link. */
    public Inbox start(Inbox handler) {
        inbox = handler;
        link.start(handler);
        return handler;
    }

    /** Sends numbered frames, from one number up to but without another, with bodies of so many bytes. */
    public void send(long from, long to, int bodyBytes) {
        for (long number = from; number < to; number++) {
            link.send(Numbered.frame(number, bodyBytes));
        }
    }

    /** Closes the link; fails when that takes longer than the patience. */
    public void close() {
        until("close has returned", meanwhile(link::close)::isDone);
    }

    /** Runs it on a thread, for calls that may block: the future fails with what it throws. */
    public CompletableFuture<@Nullable Void> meanwhile(Runnable call) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("tck-meanwhile").start(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** Waits until the own handler has seen the end, and returns its cause. */
    public @Nullable TransportException awaitEnd() {
        Inbox own = Objects.requireNonNull(inbox, "the link was not started");
        until("the handler's end is called", own::hasEnded);
        assertThat(own.faults()).as("what the handler found wrong").isEmpty();
        return own.cause();
    }

    /** Waits for an end in order. */
    public void awaitOrderlyEnd() {
        assertThat(awaitEnd()).as("the end's cause").isNull();
    }

    /** Waits for so many frames and returns them. */
    public void awaitFrames(List<Frame> kept, int count) {
        until(count + " frames have come", () -> {
            synchronized (kept) {
                return kept.size() >= count;
            }
        });
    }

    /** Waits until the child's process or thread has ended by itself. */
    public void awaitExit() {
        until("the child exits", () -> !actor.isAlive());
    }

    /** Kills the process with SIGKILL, and waits until it is gone. */
    public void kill() {
        actor.end(patience());
    }

    @Override
    String state() {
        Inbox own = inbox;
        return own == null
                ? "not started"
                : "received=" + own.received() + " ended=" + own.hasEnded() + " faults=" + own.faults();
    }

    /** Ends the child, closes the link, and forgets both. */
    void cleanUp() {
        try {
            actor.end(patience());
            close();
        } finally {
            actor.release();
            board().close();
        }
    }
}
