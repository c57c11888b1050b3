package io.multiprocessing.tck.loopback;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Links between threads of one JVM: parent and child each have a transport of their own, and the address leads from one
 * to the other. Not registered as a service: it starts no processes, so no program may get it by rank.
 */
public final class LoopbackTransport implements Transport {
    private static final Map<String, LoopbackInvitation> INVITATIONS = new ConcurrentHashMap<>();

    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /** Makes a transport that has no links yet. */
    public LoopbackTransport() {}

    @Override
    public String name() {
        return "loopback";
    }

    @Override
    public int rank() {
        return 0;
    }

    @Override
    public Invitation invite(String label) {
        return new LoopbackInvitation(label);
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        LoopbackInvitation own = (LoopbackInvitation) invitation;
        try {
            own.taken.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TransportException("Nobody connected to " + own.label + " within " + timeout);
        } catch (CancellationException e) {
            throw new TransportException("The invitation of " + own.label + " was closed before anybody connected");
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException("Interrupted while waiting for " + own.label, e);
        }
        return new LoopbackLink(own.label, own.toParent, own.toChild, links);
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        LoopbackInvitation invitation = INVITATIONS.remove(address);
        if (invitation == null || !invitation.taken.complete(true)) {
            throw new TransportException("Nobody in this JVM invited \"" + address + "\", or not any more");
        }
        return new LoopbackLink("parent-of-" + invitation.label, invitation.toChild, invitation.toParent, links);
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }

    private static final class LoopbackInvitation extends Invitation {
        final String label;
        final FrameChannel toParent = new FrameChannel();
        final FrameChannel toChild = new FrameChannel();
        final CompletableFuture<Boolean> taken = new CompletableFuture<>();

        LoopbackInvitation(String label) {
            super(UUID.randomUUID().toString());
            this.label = label;
            INVITATIONS.put(address(), this);
        }

        @Override
        public void close() {
            INVITATIONS.remove(address());
            taken.cancel(false);
        }
    }
}
