package io.multiprocessing.internal.family.standby;

import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.Values;
import java.util.List;

/**
 * What a standby runs before it stands by, so that little is left to do when it is taken. Its programs run several
 * times: the codec does more for the second value than for the first.
 *
 * @param parts programs that do nothing but what a job of their kind does first
 * @param classes those of the jobs that were started before: loaded, but not initialized, which would run users' code
 */
record Drill(List<ChildProgram> parts, List<String> classes) implements ChildProgram {
    private static final int ROUNDS = 10;

    @Override
    public void run(Member self) throws Throwable {
        classes.forEach(Drill::load);
        Lambdas.rehearse();
        for (int round = 0; round < ROUNDS; round++) {
            for (ChildProgram part : parts) {
                ChildProgram.of(self.decode(self.encode(part.cargo()))).run(self);
            }
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Values.loader());
        } catch (ClassNotFoundException | LinkageError e) {
            System.getLogger("io.multiprocessing")
                    .log(System.Logger.Level.DEBUG, "A standby can't load a class in advance", e);
        }
    }
}
