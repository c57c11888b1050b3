package io.multiprocessing.internal.family;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.family.progress.Progress;
import io.multiprocessing.internal.liveness.Pulse;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import org.jspecify.annotations.Nullable;

/** What a child sends, sorted. An exception from here ends that child's link, and with it the child. */
final class OffspringLink implements FrameHandler {
    private final Offspring child;
    private final Member member;

    OffspringLink(Offspring child, Member member) {
        this.child = child;
        this.member = member;
    }

    @Override
    public void frame(Frame frame) {
        Pulse pulse = child.pulse();
        pulse.beat();
        try {
            sort(frame);
        } finally {
            pulse.beat();
        }
    }

    private void sort(Frame frame) {
        Head head = Head.of(frame);
        switch (frame.type()) {
            case FrameType.HELLO -> requireSameVersion(head.code());
            case FrameType.READY, FrameType.STANDING_BY -> child.becomesReady();
            case FrameType.FAILED -> child.refusesProgram(frame.body());
            case FrameType.GOODBYE -> child.saysGoodbye(head.code(), head.id() == FrameType.CLOSE_LINK);
            case FrameType.GONE -> {
                requireBelow(head.to());
                member.router().goneBelow(child, head, frame);
            }
            case FrameType.PONG -> {
                // That it came is all.
            }
            case FrameType.PROBED -> Progress.answered(head);
            case FrameType.REQUEST, FrameType.REPLY, FrameType.CANCEL, FrameType.CONFIRM, FrameType.TELL ->
                    member.router().receivedFromChild(child, head, frame);
            default -> child.birth().listener().received(frame.type(), head, frame);
        }
    }

    private void requireSameVersion(int version) {
        if (version != FrameType.PROTOCOL_VERSION) {
            throw new TransportException("Process \"" + child.birth().name() + "\" speaks protocol version " + version
                    + ", this one " + FrameType.PROTOCOL_VERSION + ". Give both the same version of the library.");
        }
    }

    private void requireBelow(MemberId ended) {
        if (!child.id().contains(ended)) {
            throw new TransportException(
                    "Member " + child.id() + " tells of the end of " + ended + ", which is not below it");
        }
    }

    @Override
    public void end(@Nullable TransportException cause) {
        child.linkEnded(cause);
    }
}
