package io.multiprocessing.internal.family;

import io.multiprocessing.RemoteRunnable;

/**
 * A program that is the user's target and nothing else, most often a lambda. So the target travels alone: to construct a
 * record around it where it arrives, a fresh JVM would have to make a class.
 */
public record TargetProgram(RemoteRunnable target) implements ChildProgram {
    @Override
    public void run(Member self) throws Exception {
        target.run();
    }

    @Override
    public Object cargo() {
        return target;
    }

    @Override
    public Object job() {
        return target;
    }
}
