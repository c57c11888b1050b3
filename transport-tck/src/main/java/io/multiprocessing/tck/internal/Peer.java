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

/** A child as its parent, the test, sees it: the parent's end of the link, and the board. */
public final class Peer {
    private final Link link;
    private final Actor actor;
    private final Board board;
    private final Duration patience;
    private @Nullable Inbox inbox;

    Peer(Link link, Actor actor, Board board, Duration patience) {
        this.link = link;
        this.actor = actor;
        this.board = board;
        this.patience = patience;
    }

    /** Who plays the script. */
    interface Actor {
        boolean isAlive();

        /** Ends it, by force if it is a process, and waits for it. */
        void end(Duration patience);
    }

    public Link link() {
        return link;
    }

    public Board board() {
        return board;
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

    /** Lets the child pass a gate of its script. */
    public void open(String gate) {
        board.open(gate);
    }

    /** Waits for the child's report and returns the latest. */
    public String awaitReport(String key) {
        until("the child reports \"" + key + "\"", () -> board.report(key) != null || board.report("crashed") != null);
        String report = board.report(key);
        assertThat(report).as("What the child reports as \"%s\". %s", key, board.transcript()).isNotNull();
        return Objects.requireNonNull(report);
    }

    /** Waits until the child's handler has seen the end, and returns the number of frames before it. */
    public long awaitEndAtChild() {
        awaitReport("end");
        assertThat(board.reports("fault")).as("what the child found wrong").isEmpty();
        return Long.parseLong(awaitReport("received"));
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
        actor.end(patience);
    }

    public void until(String what, java.util.concurrent.Callable<Boolean> isSo) {
        try {
            Waiting.until(what, patience, isSo);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            List<String> found = inbox == null ? List.of() : inbox.faults();
            throw new AssertionError("Not within " + patience + ": " + what + ". At the child: " + board.transcript()
                    + ". Here: received=" + (inbox == null ? 0 : inbox.received()) + " faults=" + found, e);
        }
    }

    void close() {
        actor.end(patience);
        link.close();
        board.close();
    }
}
