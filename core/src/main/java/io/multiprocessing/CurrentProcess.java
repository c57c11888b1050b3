package io.multiprocessing;

import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.settings.Identity;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The process that this code runs in, as {@link ChildProcess#self()} tells it. May be sent to other processes.
 *
 * @param name {@code MainProcess} in a process that nobody of a family started
 * @param pid the process id
 * @param isDaemon whether it is ended with its parent's program, and may not start children
 * @param parentPid the process id of the parent in the family; empty in the main process
 * @param parentName the name of the parent in the family; empty in the main process
 */
public record CurrentProcess(
        String name, long pid, boolean isDaemon, OptionalLong parentPid, Optional<String> parentName)
        implements Serializable {
    private static final long NO_PARENT = -1;

    static CurrentProcess get() {
        long pid = ProcessHandle.current().pid();
        Member born = Member.born();
        if (born == null) {
            return new CurrentProcess(
                    Identity.ROOT_NAME, pid, false, OptionalLong.empty(), Optional.empty());
        }
        Identity identity = born.identity();
        return new CurrentProcess(
                identity.name(),
                pid,
                identity.isDaemon(),
                OptionalLong.of(identity.parentPid()),
                Optional.ofNullable(identity.parentName()));
    }

    /** As {@link #name()}: what {@link ChildProcess} calls it. */
    public String getName() {
        return name;
    }

    /** Optionals are not serialisable. */
    private Object writeReplace() {
        return new Travelling(name, pid, isDaemon, parentPid.orElse(NO_PARENT), parentName.orElse(null));
    }

    private record Travelling(String name, long pid, boolean isDaemon, long parentPid, @Nullable String parentName)
            implements Serializable {
        private Object readResolve() {
            return new CurrentProcess(
                    name,
                    pid,
                    isDaemon,
                    parentPid == NO_PARENT ? OptionalLong.empty() : OptionalLong.of(parentPid),
                    Optional.ofNullable(parentName));
        }
    }
}
