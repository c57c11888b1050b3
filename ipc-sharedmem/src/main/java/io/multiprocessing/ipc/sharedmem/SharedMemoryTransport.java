package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.PrivateDirectory;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.spi.WordWait;
import io.multiprocessing.spi.Words;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Links over memory that parent and child share: a message costs two copies and no system call while the receiver is
 * awake.
 *
 * <p>The memory is a file in a private directory in {@code /dev/shm}, or in {@code java.io.tmpdir} where that is
 * missing, one for each child, whose name is taken away as soon as the child has mapped it. What a killed process left
 * behind is swept by the next to invite a child.
 *
 * <p>Who waits sleeps on a futex, on Linux, if both processes were started with {@code --enable-native-access}.
 * Otherwise they wait in short naps: a message that ends a wait comes 0.1 to 1 ms late, or 10 ms after more than a
 * second, and a process with idle links takes just under one percent of a processor. The transport then ranks below
 * sockets, and {@link #availability} tells why. A process that has just been started naps too, for the third of a
 * second until the futex is ready.
 *
 * <p>System properties of the parent: {@code io.multiprocessing.sharedmem.directory} names another directory, {@code
 * io.multiprocessing.sharedmem.ringBytes} is the number of bytes under way in each direction (a power of two, 1 MiB by
 * default, less where room is scarce; each child takes twice that and a page). Of either process: {@code
 * io.multiprocessing.sharedmem.spinMicros} is how long to spin before sleeping (20; 0 on a single processor), {@code
 * io.multiprocessing.sharedmem.futex=false} turns futexes off.
 */
public final class SharedMemoryTransport implements Transport {
    private static final int RANK = 300;
    private static final int RANK_WITHOUT_FUTEX = 150;
    private static final String DIRECTORY_PREFIX = "mp-";

    private final Set<Invitation> invitations = ConcurrentHashMap.newKeySet();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private @Nullable PrivateDirectory directory;
    private volatile boolean closed;

    /** Called by {@link java.util.ServiceLoader}. */
    public SharedMemoryTransport() {}

    @Override
    public String name() {
        return "sharedmem";
    }

    /**
     * 300, or 150 where futexes can't be used: a nap wakes later than a socket does, so sockets (200) come first then.
     */
    @Override
    public int rank() {
        return Futex.support().isAvailable() ? RANK : RANK_WITHOUT_FUTEX;
    }

    @Override
    public Availability availability() {
        Path parent = SharedMemoryOptions.directoryFromSystemProperties();
        if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
            return Availability
                    .unavailable("it needs a directory for its files, and " + parent + " is not a writable one;"
                            + " -D" + SharedMemoryOptions.DIRECTORY_PROPERTY + "=... names another");
        }
        Availability futex = Futex.support();
        return futex.isAvailable() ? futex
                : Availability.restricted("it waits in naps, which is slower than a socket: " + futex.reason());
    }

    /** Futexes, where this JVM can use them. */
    @Override
    public Optional<WordWait> wordWait() {
        return Futex.support().isAvailable() ? Optional.of(Futex.asWordWait()) : Optional.empty();
    }

    @Override
    public Invitation invite(String label) {
        SharedMemoryOptions options = SharedMemoryOptions.fromSystemProperties();
        RegionFile region = createRegion(options);
        SharedMemoryInvitation invitation =
                new SharedMemoryInvitation(label, region, options.ringBytes(), invitations);
        invitations.add(invitation);
        if (closed) {
            invitation.close();
            throw closedException();
        }
        return invitation;
    }

    private synchronized RegionFile createRegion(SharedMemoryOptions options) {
        if (closed) {
            throw closedException();
        }
        PrivateDirectory existing = directory;
        PrivateDirectory used =
                existing != null ? existing : PrivateDirectory.create(options.directory(), DIRECTORY_PREFIX);
        try {
            if (existing == null) {
                used.sweepStale();
            }
            RegionFile region = RegionFile.create(used.path().resolve(PrivateDirectory.randomName()), LinkLayout.KIND,
                    LinkLayout.fileBytes(options.ringBytes()));
            directory = used;
            return region;
        } catch (SharedMemoryException e) {
            throw new SharedMemoryException(e.getMessage() + ", or name another directory with -D"
                    + SharedMemoryOptions.DIRECTORY_PROPERTY + "=...", e.neededBytes(), e.freeBytes(), e);
        } finally {
            if (directory == null) {
                used.close();
            }
        }
    }

    @Override
    public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
        SharedMemoryInvitation invited = (SharedMemoryInvitation) invitation;
        RegionFile region = invited.awaitChild(timeout);
        return newLink(invited.label(), region, true, invited.ringBytes());
    }

    @Override
    public Link connect(String address, StandardPipes pipes) {
        RegionFile region = RegionFile.open(pathOf(address), LinkLayout.KIND);
        int ringBytes = Words.loadInt(region.memory(), LinkLayout.RING_BYTES);
        if (!LinkLayout.isCapacity(ringBytes) || region.memory().capacity() != LinkLayout.fileBytes(ringBytes)) {
            region.unmap();
            throw new TransportException(
                    "The memory at " + address + " is not laid out as a link: ringBytes=" + ringBytes
                            + " byteSize=" + region.memory().capacity());
        }
        // SYNC POINT connected (release): the parent may unlink the file.
        Words.storeInt(region.memory(), LinkLayout.CONNECTED, 1);
        return newLink("parent", region, false, ringBytes);
    }

    private static Path pathOf(String address) {
        try {
            return Path.of(address);
        } catch (InvalidPathException e) {
            throw new TransportException("The address of the shared memory is no path: \"" + address + "\"", e);
        }
    }

    private Link newLink(String name, RegionFile region, boolean isParent, int ringBytes) {
        long spinNanos = SharedMemoryOptions.spinNanosFromSystemProperties();
        SharedMemoryLink link = new SharedMemoryLink(name, region, isParent, ringBytes, spinNanos, links);
        links.add(link);
        if (closed) {
            link.close();
            throw closedException();
        }
        return link;
    }

    private static TransportException closedException() {
        return new TransportException("The transport sharedmem of this family is closed");
    }

    @Override
    public void close() {
        // What is added at the same time is either seen below, or its maker sees this.
        closed = true;
        invitations.forEach(Invitation::close);
        links.forEach(Link::close);
        closeDirectory();
    }

    private synchronized void closeDirectory() {
        PrivateDirectory used = directory;
        if (used != null) {
            used.close();
        }
    }
}
