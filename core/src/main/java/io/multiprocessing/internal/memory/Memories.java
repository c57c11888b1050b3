package io.multiprocessing.internal.memory;

import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.mail.Mail;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.JointDirectory;
import io.multiprocessing.spi.RegionFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one member has made or mapped. The root has one from the beginning: it removes what others made, when
 * they end, and at last the directories.
 *
 * <pre>
 *   made by        who removes the file
 *   a child        the root, once the child's end is proven, however it ended
 *   the root       the root, when it leaves the family or its JVM exits
 *   anybody        whoever calls remove
 *   killed root    the next family of this user that makes files in that directory
 * </pre>
 */
public final class Memories implements Mail {

    private final Member member;
    private final Slabs slabs = new Slabs(this);
    /** By file name; guarded by this. */
    private final Map<String, Mapping> mappings = new HashMap<>();
    private @Nullable List<JointDirectory> directories;
    private long home;
    private boolean left;

    private Memories(Member member) {
        this.member = member;
        member.addMail(this);
    }

    public static Memories of(Member member) {
        return member.part(Memories.class, Memories::new);
    }

    public Slabs slabs() {
        return slabs;
    }

    /**
     * Makes and maps memory, filled with zeros.
     *
     * @throws IllegalArgumentException when it is to be smaller than a byte
     * @throws SharedMemoryException when it can't be made: says how much was needed and how much is free where
     */
    public SharedMemory make(long byteSize) {
        if (byteSize < 1) {
            throw new IllegalArgumentException("Shared memory needs a size of at least 1 byte: " + byteSize);
        }
        return inSomePlace(member.id(), byteSize, name -> {}, (name, path) -> keep(name, Mapping.make(path, byteSize)));
    }

    /**
     * Makes memory for an object of {@code owner}, filled with zeros, mapped as long as something refers to it. Its
     * file goes when the owner ends, or by {@link #remove}.
     *
     * @param planned is told the name before there is a file of it, and again if another has to be tried
     * @throws SharedMemoryException as {@link #make}
     */
    public Region makeRegion(MemberId owner, int kind, long byteSize, Consumer<RegionName> planned) {
        return inSomePlace(owner, byteSize, planned,
                (name, path) -> new Region(name, RegionFile.createCollected(path, kind, Mapping.fileBytes(byteSize))));
    }

    /**
     * Maps memory that {@link #makeRegion} made in some process, as long as something refers to it.
     *
     * @throws SharedMemoryException when it can't be mapped; its cause is a {@link NoSuchFileException} when it has
     *     been removed
     */
    public RegionFile openRegion(RegionName name, int kind) {
        return RegionFile.openCollected(pathOf(name), kind);
    }

    private interface Maker<T> {
        T make(RegionName name, Path path);
    }

    private <T> T inSomePlace(MemberId owner, long byteSize, Consumer<RegionName> planned, Maker<T> maker) {
        Availability regions = member.transport().sharedRegions();
        if (!regions.isAvailable()) {
            throw new SharedMemoryException("The transport " + member.transport().name() + " offers no shared memory: "
                    + regions.reason(), null);
        }
        member.leaveAtExit();
        List<JointDirectory> places = directories();
        List<TransportException> failures = new ArrayList<>();
        for (int place = 0; place < places.size(); place++) {
            RegionName name = RegionName.made(owner, place, home(), byteSize);
            JointDirectory directory = places.get(place);
            try {
                requireRoom(directory, Mapping.fileBytes(byteSize));
                directory.make();
                planned.accept(name);
                return maker.make(name, directory.path().resolve(name.file()));
            } catch (TransportException e) {
                failures.add(e);
            }
        }
        throw noPlace(Mapping.fileBytes(byteSize), failures);
    }

    private static void requireRoom(JointDirectory directory, long needed) {
        long free = RegionFile.freeBytes(directory.path());
        if (free > 0 && free < needed) {
            throw new SharedMemoryException(
                    "no room in " + directory.path().getParent() + ": freeBytes=" + free, needed, free, null);
        }
    }

    private static SharedMemoryException noPlace(long needed, List<TransportException> failures) {
        long free = 0;
        StringBuilder reasons = new StringBuilder();
        for (TransportException failure : failures) {
            free = Math.max(free, failure instanceof SharedMemoryException full ? full.freeBytes() : 0);
            reasons.append("; ").append(failure.getMessage());
        }
        SharedMemoryException all = new SharedMemoryException("Shared memory can't be made: neededBytes=" + needed
                + reasons
                + ". Make room there, let it hold more (for containers, --shm-size), or name another directory"
                + " with -Dio.multiprocessing.memory.directory=...", needed, free, failures.getFirst());
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }

    private SharedMemory keep(RegionName name, Mapping mapping) {
        synchronized (this) {
            if (!left) {
                mappings.put(name.file(), mapping);
                return new MemoryHandle(this, name, mapping);
            }
        }
        mapping.discard();
        throw closed();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("This Multiprocessing is closed");
    }

    /** This process's mapping, made if there is none. */
    Mapping map(RegionName name) {
        Path path = pathOf(name);
        try {
            synchronized (this) {
                if (left) {
                    throw closed();
                }
                Mapping known = mappings.get(name.file());
                if (known == null) {
                    known = Mapping.open(path, name.byteSize());
                    mappings.put(name.file(), known);
                }
                return known;
            }
        } catch (SharedMemoryException e) {
            throw e.getCause() instanceof NoSuchFileException ? absent(name, path, e) : e;
        }
    }

    private SharedMemoryException absent(RegionName name, Path path, SharedMemoryException cause) {
        String why = "it was removed";
        if (!name.maker().equals(member.id())) {
            Reply reply = new Reference(member, name.maker(), name.home()).call(0, 0).awaitUninterruptibly();
            why = reply.status() == ReplyStatus.OWNER_GONE
                    ? "the process that made it has ended (" + reply.text() + ")"
                    : why;
        }
        return new SharedMemoryException("Shared memory can't be mapped any more: " + why + ". maker=" + name.maker()
                + " byteSize=" + name.byteSize() + " file=" + path, cause);
    }

    /** Ends this process's mapping, if there is one. */
    synchronized void unmap(RegionName name) {
        Mapping known = mappings.get(name.file());
        if (known != null) {
            known.close();
            mappings.remove(name.file());
        }
    }

    /** Takes the file's name away, if it is still there: who has mapped it keeps it. */
    public void remove(RegionName name) {
        try {
            Files.deleteIfExists(pathOf(name));
        } catch (IOException e) {
            throw new SharedMemoryException("Shared memory can't be removed: file=" + pathOf(name) + " cause=" + e, e);
        }
    }

    private Path pathOf(RegionName name) {
        List<JointDirectory> places = directories();
        if (name.place() >= places.size()) {
            throw new SharedMemoryException("Shared memory is in a place that this family does not have: " + name,
                    null);
        }
        return places.get(name.place()).path().resolve(name.file());
    }

    private synchronized List<JointDirectory> directories() {
        List<JointDirectory> known = directories;
        if (known == null) {
            known = member.places().directories();
            directories = known;
        }
        return known;
    }

    private synchronized long home() {
        if (home == 0) {
            home = Calls.of(member).register(new MemoryHome());
        }
        return home;
    }

    Member member() {
        return member;
    }

    // ---- the ends of others, and of the family

    @Override
    public void received(int type, Head head, Frame frame) {}

    @Override
    public void gone(MemberId dead, String how) {
        if (!member.isRoot() || directories().stream().noneMatch(JointDirectory::exists)) {
            return;
        }
        // Large files take their time, and this thread delivers frames.
        Thread.ofVirtual().name("mp-memory-sweep").start(() -> {
            for (JointDirectory directory : directories()) {
                directory.deleteFiles(file -> RegionName.isOf(dead, file));
            }
        });
    }

    @Override
    public void leaving() {}

    @Override
    public void left() {
        List<Mapping> mapped;
        synchronized (this) {
            left = true;
            mapped = List.copyOf(mappings.values());
            mappings.clear();
        }
        for (Mapping mapping : mapped) {
            try {
                mapping.close();
            } catch (IllegalStateException e) {
                // A thread uses it for input or output at this moment: it stays mapped until this process ends.
            }
        }
        directories().forEach(JointDirectory::close);
    }
}
