package io.multiprocessing.internal.monitor;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectObjects;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.direct.DirectObjects.Made;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.sync.state.LockState;
import io.multiprocessing.internal.sync.state.SyncAccess;
import io.multiprocessing.internal.sync.state.SyncState;
import io.multiprocessing.spi.RegionFile;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes and opens objects in mapped memory. */
public final class MappedSyncs {
    private MappedSyncs() {}

    /** Whether an object of that state can live in memory that this member makes. */
    public static boolean isPossible(Member member, SyncState initial) {
        return initial.leastRoom() <= MonitorLayout.MOST_CELLS && DirectObjects.of(member).isPossible();
    }

    /**
     * Makes an object that lives in memory that this member made.
     *
     * @param initial its state
     * @param attachment what its maker keeps beside that
     * @throws io.multiprocessing.SharedMemoryException when there is no room for it
     */
    public static Made make(Member member, SyncState initial, ByteBuffer attachment) {
        OwnHome line = new OwnHome(attachment);
        return DirectObjects.of(member).make(MonitorLayout.KIND, MonitorLayout.BYTES - RegionFile.HEADER_BYTES, own -> {
            Monitor.layOut(own.memory(), initial);
            return object(own, initial, line);
        }, (own, object) -> line.to(new MappedSyncHome(own, member.id(), object, attachment)));
    }

    /**
     * An object that a member has made.
     *
     * @param blank makes a state of its kind
     * @throws AbsentException when it or its maker has ended
     */
    public static SyncAccess open(Reference reference, RegionName region, Supplier<SyncState> blank)
            throws AbsentException {
        return DirectObjects.of(reference.member())
                .open(reference, region, MonitorLayout.KIND, MappedSync.class,
                        attachment -> object(attachment, blank.get(), new FarHome(reference)));
    }

    private static MappedSync object(Attachment attachment, SyncState state, MappedSync.HomeLine home) {
        Monitor monitor = new Monitor(attachment, state);
        return state instanceof LockState ? new MappedLock(monitor, home) : new MappedSync(monitor, home);
    }

    /** In the maker's process. */
    private static final class OwnHome implements MappedSync.HomeLine {
        private final ByteBuffer attachment;
        private volatile @Nullable MappedSyncHome home;

        OwnHome(ByteBuffer attachment) {
            this.attachment = attachment;
        }

        MappedSyncHome to(MappedSyncHome made) {
            home = made;
            return made;
        }

        @Override
        public String memberAt(int slot) {
            MappedSyncHome known = home;
            return known == null ? "" : known.memberAt(slot);
        }

        @Override
        public ByteBuffer attachment() {
            return attachment.duplicate();
        }
    }

    private record FarHome(Reference reference) implements MappedSync.HomeLine {
        @Override
        public String memberAt(int slot) {
            try {
                Reply reply = reference.call(MappedSyncHome.MEMBER_AT, slot).awaitUninterruptibly();
                return reply.isOk() ? reply.text() : "in slot " + slot;
            } catch (TransportException e) {
                // That somebody died with the lock is told all the same.
                return "in slot " + slot;
            }
        }

        @Override
        public ByteBuffer attachment() {
            return reference.call(MappedSyncHome.ATTACHMENT, 0).awaitUninterruptibly().body();
        }
    }
}
