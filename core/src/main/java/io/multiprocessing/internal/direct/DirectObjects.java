package io.multiprocessing.internal.direct;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.mail.Mail;
import io.multiprocessing.internal.memory.Memories;
import io.multiprocessing.internal.memory.Region;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.WordWait;
import io.multiprocessing.spi.Words;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects in mapped memory that one member uses: once for each, whatever the number of handles. It forgets one when
 * its maker has ended, or no handle refers to it, and the memory is unmapped then.
 */
public final class DirectObjects implements Mail {
    private final Member member;
    private final @Nullable WordWait words;
    private final Map<Reference, Part> parts = new ConcurrentHashMap<>();

    private DirectObjects(Member member) {
        this.member = member;
        this.words = member.transport().wordWait().orElse(null);
        member.addMail(this);
    }

    public static DirectObjects of(Member member) {
        return member.part(DirectObjects.class, DirectObjects::new);
    }

    /** Whether the objects that this member makes can live in mapped memory. */
    public boolean isPossible() {
        return words != null && member.transport().sharedRegions().isAvailable();
    }

    /** What {@link #make} returns: the object's name in the family, and that of the memory. */
    public record Made(Reference reference, RegionName region) {}

    /**
     * Makes an object of this member.
     *
     * @param byteSize of its region, {@link DirectLayout} included
     * @param opener makes this process's object, of new memory, and {@code homes} its home
     */
    public <T extends DirectObject> Made make(
            int kind, long byteSize, Function<Attachment, T> opener, BiFunction<Attachment, T, DirectHome> homes) {
        Region region = Memories.of(member).makeRegion(member.id(), kind, byteSize, name -> {});
        Attachment attachment = new Attachment(region.file(), 1, waiting(), member.waiting());
        Words.storeInt(attachment.memory(), DirectLayout.slot(1), DirectLayout.ATTACHED);
        Words.storeInt(attachment.memory(), DirectLayout.HIGHEST, 1);
        T object = opener.apply(attachment);
        long number = Calls.of(member).register(homes.apply(attachment, object));
        Reference reference = new Reference(member, member.id(), number);
        Part part = new Part();
        part.attached(attachment, object);
        parts.put(reference, part);
        return new Made(reference, region.name());
    }

    /** Where there is no native access in this process it naps. */
    private WordWait waiting() {
        WordWait known = words;
        return known != null ? known : Napping.INSTANCE;
    }

    /** An object that this process can't use: it or its maker has ended. */
    public static final class AbsentException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Reply reply;

        AbsentException(Reply reply) {
            this.reply = reply;
        }

        /** As the object's home would have answered. */
        public Reply reply() {
            return reply;
        }
    }

    /**
     * The object that another member has made, or this one. May wait for an answer from there, at the first time.
     *
     * @throws AbsentException when it has ended
     */
    public <T extends DirectObject> T open(
            Reference reference, RegionName region, int kind, Class<T> type, Function<Attachment, T> opener)
            throws AbsentException {
        AtomicReference<@Nullable DirectObject> known = new AtomicReference<>();
        Part part = parts.compute(reference, (unused, current) -> {
            known.set(current == null ? null : current.object());
            return current == null || current.isForgotten() && known.get() == null ? new Part() : current;
        });
        DirectObject object = known.get();
        return type.cast(object != null ? object : attach(reference, region, kind, part, opener));
    }

    private <T extends DirectObject> DirectObject attach(
            Reference reference, RegionName region, int kind, Part part, Function<Attachment, T> opener)
            throws AbsentException {
        // Without the part's lock, which threads that deliver frames take. The same process gets the same slot twice.
        Reply reply = reference.call(DirectHome.ATTACH, 0, DirectHome.thisProcess()).awaitUninterruptibly();
        if (!reply.isOk()) {
            parts.remove(reference, part);
            throw new AbsentException(reply);
        }
        Attachment attachment;
        try {
            attachment = new Attachment(Memories.of(member).openRegion(region, kind), (int) reply.number(), waiting(),
                    member.waiting());
        } catch (SharedMemoryException e) {
            parts.remove(reference, part);
            if (e.getCause() instanceof NoSuchFileException) {
                throw new AbsentException(new Reply(ReplyStatus.CLOSED, 0, "its memory was removed", Reply.NO_BODY));
            }
            throw e;
        }
        parts.values().removeIf(Part::isForgotten);
        return part.attached(attachment, opener.apply(attachment));
    }

    /** This process has no more use for the object, and nobody waits there. */
    public void forget(Reference reference) {
        parts.remove(reference);
    }

    /** Takes away an object that {@link #make} has made and that is over. */
    public void unmake(Made made) {
        Calls.of(member).remove(made.reference().object());
        forget(made.reference());
        Memories.of(member).remove(made.region());
    }

    // ---- the ends of makers, and of the family

    @Override
    public void received(int type, Head head, Frame frame) {}

    @Override
    public void gone(MemberId dead, String how) {
        parts.forEach((reference, part) -> {
            if (dead.contains(reference.owner())) {
                part.end("the process that it lived in " + how);
                parts.remove(reference, part);
            }
        });
    }

    @Override
    public void leaving() {
        parts.values().forEach(part -> part.end("this Multiprocessing is closed"));
    }
}
