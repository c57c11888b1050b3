package io.multiprocessing.internal.sync;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.monitor.MappedSyncs;
import io.multiprocessing.internal.sync.state.SyncAccess;
import io.multiprocessing.internal.sync.state.SyncState;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object that this process touches in mapped memory, which it maps when it first uses it. */
final class MappedAccess implements SyncAccess {
    private final Reference home;
    private final RegionName region;
    private final Supplier<SyncState> blank;
    private volatile @Nullable SyncAccess opened;

    MappedAccess(Reference home, RegionName region, Supplier<SyncState> blank) {
        this.home = home;
        this.region = region;
        this.blank = blank;
    }

    private SyncAccess object() throws AbsentException {
        SyncAccess known = opened;
        if (known == null) {
            known = MappedSyncs.open(home, region, blank);
            opened = known;
        }
        return known;
    }

    private static Outcome absent(AbsentException e) {
        return new Outcome(e.reply().status(), 0, false, e.reply().text());
    }

    private SharedMemoryException truncated(InternalError fault) {
        return new SharedMemoryException("The memory of object " + home + " can't be read or written any more: its file"
                + " was truncated, or its file system fails. region=" + region, fault);
    }

    @Override
    public Outcome ask(int operation, long number, long detail) {
        try {
            return object().ask(operation, number, detail);
        } catch (AbsentException e) {
            return absent(e);
        } catch (InternalError e) {
            throw truncated(e);
        }
    }

    @Override
    public Outcome await(int operation, long number, long detail, long nanos, boolean interruptible) {
        try {
            return object().await(operation, number, detail, nanos, interruptible);
        } catch (AbsentException e) {
            return absent(e);
        } catch (InternalError e) {
            throw truncated(e);
        }
    }

    @Override
    public ByteBuffer attachment() {
        try {
            return object().attachment();
        } catch (AbsentException e) {
            return Reply.NO_BODY;
        }
    }
}
