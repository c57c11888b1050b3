package io.multiprocessing.internal.family.child;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.settings.Identity;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.spi.Frame;
import java.io.OutputStream;
import java.io.PrintStream;

/** What a standby does in its main thread, besides waiting. Apart, since most children never load it. */
final class Standby {
    private Standby() {}

    /** Runs what loads what it will need. Its failure is no reason to die: if something is wrong, its job will tell. */
    static void rehearse(Member self, Frame rehearsal) {
        try {
            identity(self, rehearsal);
            // What a job does first may be to print.
            new PrintStream(OutputStream.nullOutputStream(), true, System.out.charset())
                    .println(Thread.currentThread());
            ChildProgram.of(self.decode(rehearsal.body())).run(self);
        } catch (Throwable e) {
            System.getLogger("io.multiprocessing").log(System.Logger.Level.DEBUG, "A standby's rehearsal failed", e);
        }
    }

    /** Takes on name and rights. */
    static void become(Member self, Frame taken) {
        if (taken.type() != FrameType.TAKE) {
            throw new TransportException("A standby expects to be taken, not " + taken);
        }
        self.become(identity(self, taken));
    }

    private static Identity identity(Member self, Frame frame) {
        Head head = Head.of(frame);
        int blank = head.text().indexOf(' ');
        if (blank < 0) {
            throw new TransportException("Who is meant by \"" + head.text() + "\" in " + frame + '?');
        }
        String name = head.text().substring(blank + 1);
        String lineage = head.text().substring(0, blank);
        boolean daemon = (head.code() & FrameType.DAEMON) != 0;
        return self.identity().with(name, lineage, daemon, (head.code() & FrameType.MAY_HAVE_CHILDREN) != 0);
    }
}
