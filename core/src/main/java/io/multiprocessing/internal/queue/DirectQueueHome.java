package io.multiprocessing.internal.queue;

import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectHome;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.wire.MemberId;

/** What the maker of a queue keeps for it. */
final class DirectQueueHome extends DirectHome {
    private final DirectQueue queue;

    DirectQueueHome(Attachment own, MemberId maker, DirectQueue queue) {
        super(own, maker);
        this.queue = queue;
    }

    @Override
    protected DirectObject object() {
        return queue;
    }

    @Override
    protected boolean recover(int deadSlot, Patience patience) {
        queue.recoverFrom(deadSlot);
        return true;
    }
}
