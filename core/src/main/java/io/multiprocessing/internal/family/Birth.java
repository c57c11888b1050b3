package io.multiprocessing.internal.family;

import io.multiprocessing.internal.family.mail.OffspringListener;
import io.multiprocessing.internal.family.settings.FamilySettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a parent decides about a child before it starts it.
 *
 * @param lineage what default names of its own children begin with
 * @param isDaemon as the child sees itself, and its children inherit
 * @param mayHaveChildren whether it may start children
 * @param keepsParentAlive whether this JVM waits for it before it ends
 * @param program what it runs
 * @param settings what holds for it
 * @param listener takes the frames it sends to its parent alone; set before the first of them can arrive
 * @param atEnd called once when it has ended and all it sent and printed has been delivered; must not block. Also
 *     called when it never got ready, but not of a standby that ended while it was taken
 */
public record Birth(
        String name,
        String lineage,
        boolean isDaemon,
        boolean mayHaveChildren,
        boolean keepsParentAlive,
        ChildProgram program,
        FamilySettings settings,
        OffspringListener listener,
        @Nullable Consumer<Offspring> atEnd) {}
