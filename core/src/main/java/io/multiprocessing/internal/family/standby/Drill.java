package io.multiprocessing.internal.family.standby;

import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import java.util.List;

/** What a standby runs before it stands by: programs that do nothing but what a job of their kind does first. */
record Drill(List<ChildProgram> parts) implements ChildProgram {
    @Override
    public void run(Member self) throws Throwable {
        for (ChildProgram part : parts) {
            part.run(self);
        }
    }
}
