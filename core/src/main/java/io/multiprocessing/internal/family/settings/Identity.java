package io.multiprocessing.internal.family.settings;

import org.jspecify.annotations.Nullable;

/**
 * Who a process of a family is.
 *
 * @param lineage what default names of its children begin with: empty for the root, {@code 1} for Process-1
 * @param mayHaveChildren false for daemons
 * @param parentPid 0 in the root
 * @param parentName null in the root
 */
public record Identity(
        String name,
        String lineage,
        boolean isDaemon,
        boolean mayHaveChildren,
        long parentPid,
        @Nullable String parentName) {
    public static final String ROOT_NAME = "MainProcess";

    /** This one's parent, and somebody else's name and rights: of a standby that is taken. */
    public Identity with(String newName, String newLineage, boolean daemon, boolean withChildren) {
        return new Identity(newName, newLineage, daemon, withChildren, parentPid, parentName);
    }

    /** That of the process that opened the family. */
    public static Identity ofRoot() {
        return new Identity(ROOT_NAME, "", false, true, 0, null);
    }
}
