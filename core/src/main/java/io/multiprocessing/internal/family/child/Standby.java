package io.multiprocessing.internal.family.child;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;

/** What a standby does in its main thread, besides waiting. Apart, since most children never load it. */
final class Standby {
    private Standby() {}

    /** Runs what loads what it will need. Its failure is no reason to die: if something is wrong, its job will tell. */
    static void rehearse(Member self, Frame rehearsal) {
        try {
            ChildProgram program = (ChildProgram) self.decode(rehearsal.body());
            if (program != null) {
                program.run(self);
            }
        } catch (Throwable e) {
            System.getLogger("io.multiprocessing").log(System.Logger.Level.DEBUG, "A standby's rehearsal failed", e);
        }
    }

    /** Takes on name and rights. */
    static void become(Member self, Frame taken) {
        Head head = Head.of(taken);
        int blank = head.text().indexOf(' ');
        if (taken.type() != FrameType.TAKE || blank < 0) {
            throw new TransportException("A standby expects to be taken, not " + taken + " for \"" + head.text() + '"');
        }
        self.become(self.identity()
                .with(
                        head.text().substring(blank + 1),
                        head.text().substring(0, blank),
                        (head.code() & FrameType.DAEMON) != 0,
                        (head.code() & FrameType.MAY_HAVE_CHILDREN) != 0));
    }
}
