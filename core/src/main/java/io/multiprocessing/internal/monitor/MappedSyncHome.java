package io.multiprocessing.internal.monitor;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectHome;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.nio.ByteBuffer;

/** What the maker of an object keeps for it. */
final class MappedSyncHome extends DirectHome {
    /** Which member has, or had last, the slot of that number: the answer's text. */
    static final int MEMBER_AT = 2;

    /** What the maker keeps beside the state: the answer's body. */
    static final int ATTACHMENT = 3;

    private final MappedSync object;
    private final ByteBuffer attachment;

    MappedSyncHome(Attachment own, MemberId maker, MappedSync object, ByteBuffer attachment) {
        super(own, maker);
        this.object = object;
        this.attachment = attachment;
    }

    @Override
    protected DirectObject object() {
        return object;
    }

    @Override
    protected boolean recover(int deadSlot, Patience patience) {
        return object.recover(deadSlot, patience);
    }

    @Override
    protected void serve(IncomingCall call) {
        switch (call.operation()) {
            case MEMBER_AT -> call.reply(new Reply(ReplyStatus.OK, 0, memberAt((int) call.number()), Reply.NO_BODY));
            case ATTACHMENT -> call.ok(0, attachment.duplicate());
            default -> super.serve(call);
        }
    }
}
