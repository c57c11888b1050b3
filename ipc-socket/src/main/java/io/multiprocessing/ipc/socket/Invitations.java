package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Which children are expected, and how each proves that it is the one. Safe for use by several threads. */
final class Invitations {
    private final Map<Long, SocketInvitation> expected = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Path socket;
    private volatile @Nullable TransportException failure;
    private volatile String acceptFailure = "";

    Invitations(Path socket) {
        this.socket = socket;
    }

    /** @throws TransportException when {@link #failAll} was called */
    SocketInvitation add(String label) {
        byte[] token = new byte[Preamble.TOKEN_BYTES];
        random.nextBytes(token);
        ChildAddress child = new ChildAddress(
                lastId.incrementAndGet(), token, ChannelProvider.name(), socket.toString());
        SocketInvitation invitation = new SocketInvitation(this, child, label);
        expected.put(child.invitation(), invitation);
        TransportException failed = failure;
        if (failed != null) {
            expected.remove(child.invitation());
            throw new TransportException(String.valueOf(failed.getMessage()), failed);
        }
        return invitation;
    }

    /**
     * The invitation that the token belongs to, which it is good for once; null when there is none. A wrong token
     * leaves the invitation as it is, for the child that has the right one; comparing takes the same time whatever is
     * wrong.
     */
    @Nullable SocketInvitation redeem(long id, byte[] token) {
        SocketInvitation invitation = expected.get(id);
        boolean good = invitation != null && MessageDigest.isEqual(invitation.token(), token);
        return good && expected.remove(id, invitation) ? invitation : null;
    }

    /** Connections could not be accepted for a while. */
    void acceptingFailed(Throwable cause) {
        acceptFailure = " The last attempt to accept a connection failed with " + cause + ".";
    }

    /** A sentence on the last time that connections could not be accepted, or nothing. */
    String acceptFailure() {
        return acceptFailure;
    }

    void withdraw(SocketInvitation invitation) {
        expected.remove(invitation.id(), invitation);
    }

    /** Nobody can connect any more: ends all waiting, now and in future. */
    void failAll(TransportException cause) {
        failure = cause;
        expected.values().forEach(invitation -> invitation.fail(cause));
        expected.clear();
    }
}
