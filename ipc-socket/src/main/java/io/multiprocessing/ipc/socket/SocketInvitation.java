package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A child that is expected. Its link, when it comes, goes to one taker: the caller of accept, or close. */
final class SocketInvitation extends Invitation {
    private final Invitations register;
    private final ChildAddress child;
    private final String label;
    private final CompletableFuture<Link> arrival = new CompletableFuture<>();
    private boolean waiting;
    private boolean taken;

    SocketInvitation(Invitations register, ChildAddress child, String label) {
        super(child.text());
        this.register = register;
        this.child = child;
        this.label = label;
    }

    long id() {
        return child.invitation();
    }

    byte[] token() {
        return child.token();
    }

    String label() {
        return label;
    }

    /** The child has come. When nobody waits for it any more, its link is closed. */
    void arrived(Link link) {
        if (!arrival.complete(link)) {
            link.close();
        }
    }

    void fail(TransportException cause) {
        arrival.completeExceptionally(cause);
    }

    /**
     * Interrupts do not end the waiting, and are kept.
     *
     * @throws TransportException when the child does not come in time, or the invitation is closed or fails
     */
    Link await(Duration timeout) {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
        beginWaiting();
        String message = null;
        Throwable failure = null;
        try {
            Uninterruptibly.run(() -> arrival.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            message = "Child " + label + " did not connect in time: timeout=" + timeout + " path=" + child.path() + "."
                    + register.acceptFailure();
        } catch (Exception e) {
            failure = e.getCause();
            message = failure == null ? e.toString() : failure.getMessage();
        }
        Link link = endWaiting();
        if (link == null) {
            throw new TransportException(String.valueOf(message), failure);
        }
        return link;
    }

    private synchronized void beginWaiting() {
        waiting = true;
    }

    /** The link, if it has come by now and nobody else has it. */
    private synchronized @Nullable Link endWaiting() {
        waiting = false;
        return takeArrived();
    }

    private @Nullable Link takeArrived() {
        if (taken || !arrival.isDone() || arrival.isCompletedExceptionally()) {
            return null;
        }
        taken = true;
        return arrival.join();
    }

    /**
     * A link that has come goes to whoever waits for it, even if its child has ended by now: it may have sent
     * something.
     */
    @Override
    public void close() {
        register.withdraw(this);
        arrival.completeExceptionally(
                new TransportException("The invitation of child " + label + " was closed before it connected"));
        Link unclaimed;
        synchronized (this) {
            unclaimed = waiting ? null : takeArrived();
        }
        if (unclaimed != null) {
            unclaimed.close();
        }
    }
}
