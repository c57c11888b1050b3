package io.multiprocessing.ipc.pipe;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.StreamLink;
import io.multiprocessing.spi.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Links over the anonymous pipes that every child has anyway: no file, no socket, nothing to clean up. The smallest
 * transport there can be; a transport author may begin by reading it.
 *
 * <pre>
 *   parent                                 child
 *   Process.getOutputStream() ── pipe ──▶  descriptor 3 (was 0)
 *   Process.getInputStream()  ◀── pipe ──  descriptor 4 (was 1)
 * </pre>
 */
public final class PipeTransport implements Transport {
    private final Set<Link> openLinks = ConcurrentHashMap.newKeySet();

    /** Called by {@link java.util.ServiceLoader}. */
    public PipeTransport() {}

    @Override
    public String name() {
        return "pipe";
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Availability availability() {
        if (Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(Path.of("/dev/fd"))) {
            return Availability.available();
        }
        return Availability
                .unavailable("it needs /bin/sh and /dev/fd to move the protocol away from standard output, where"
                        + " anything that prints would damage it");
    }

    @Override
    public boolean usesStandardPipes() {
        return true;
    }

    @Override
    public Invitation invite(String label) {
        return new PipeInvitation(label);
    }

    /** Nothing to prepare: the pipes come with the process. */
    private static final class PipeInvitation extends Invitation {
        final String label;

        PipeInvitation(String label) {
            super("");
            this.label = label;
        }
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        return new PipeLink(((PipeInvitation) invitation).label, pipes);
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        return new PipeLink("parent", pipes);
    }

    private final class PipeLink extends StreamLink {
        PipeLink(String name, StandardPipes pipes) {
            super(name, pipes.in(), pipes.out());
            openLinks.add(this);
        }

        @Override
        public void close() {
            super.close();
            openLinks.remove(this);
        }
    }

    @Override
    public void close() {
        openLinks.forEach(Link::close);
    }
}
