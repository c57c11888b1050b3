package io.multiprocessing.internal.pool.worker;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import java.util.List;

/** What a process that stands by runs so that, once it is a worker, its first task finds all that it needs. */
public record Rehearsal() implements ChildProgram {
    @Override
    public void run(Member self) throws Exception {
        Object start = self.decode(self.encode(new Start("", 0, false, 1, null)));
        RemoteCallable<List<Object>> task = () -> List.of("text", start != null);
        self.decode(self.encode(WorkerProgram.runCall(self, self.encode(task))));
    }
}
