package io.multiprocessing.internal.liveness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux says of a process; elsewhere nothing.
 *
 * @param state as in {@code /proc/pid/stat}: {@code T} stopped by a signal, {@code t} by a debugger, {@code S} sleeping
 * @param processorTicks what it has used so far, in units that only comparing makes sense of
 */
record Vitals(char state, long processorTicks) {
    static final Vitals UNKNOWN = new Vitals(' ', -1);

    private static final int STATE = 0;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    static Vitals of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name before the state is in parentheses and may contain anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SYSTEM_TICKS + 2);
            return new Vitals(
                    fields[STATE].charAt(0),
                    Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }

    boolean isStopped() {
        return state == 'T';
    }

    boolean isTraced() {
        return state == 't';
    }

    /** Whether it has run since then: one that collects garbage, or is swapped in, is slow, not stopped. */
    boolean hasRunSince(Vitals before) {
        return before.processorTicks >= 0 && processorTicks > before.processorTicks;
    }

    /** For messages. */
    String describe() {
        return switch (state) {
            case 'T' -> "it is stopped by a signal";
            case 'D' -> "it waits for a disk or a device";
            case ' ' -> "the system does not say more";
            default -> "it used no processor time meanwhile";
        };
    }
}
