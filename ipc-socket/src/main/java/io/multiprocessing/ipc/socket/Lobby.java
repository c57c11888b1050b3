package io.multiprocessing.ipc.socket;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that have not shown a token yet, in bounded number. When it is full, the one that has waited longest
 * goes: a child shows its token at once, so it is not the child.
 */
final class Lobby {
    private final int places;
    private final Duration patience;
    private final Set<Channel> strangers = new LinkedHashSet<>();

    /** @param patience how long a connection may take to show its token */
    Lobby(int places, Duration patience) {
        this.places = places;
        this.patience = patience;
    }

    long patienceMillis() {
        return patience.toMillis();
    }

    void enter(Channel channel) {
        Channel longest = addAndEvict(channel);
        if (longest != null) {
            longest.close();
        }
    }

    private synchronized @Nullable Channel addAndEvict(Channel channel) {
        strangers.add(channel);
        if (strangers.size() <= places) {
            return null;
        }
        Channel longest = strangers.iterator().next();
        strangers.remove(longest);
        return longest;
    }

    synchronized void leave(Channel channel) {
        strangers.remove(channel);
    }

    synchronized int size() {
        return strangers.size();
    }
}
