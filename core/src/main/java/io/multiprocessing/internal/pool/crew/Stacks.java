package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.internal.liveness.StackDump;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The stacks that a worker sent, for people. */
final class Stacks {
    /** A worker sends less; this one may not be what it was. */
    private static final int MAX_BYTES = 256 << 10;
    private static final int EXCERPT_LINES = 50;

    private Stacks() {}

    static String read(ByteBuffer body) {
        ByteBuffer bounded = body.duplicate();
        bounded.limit(Math.min(bounded.limit(), bounded.position() + MAX_BYTES));
        return StandardCharsets.UTF_8.decode(bounded).toString();
    }

    /** For a message: the user's threads, of which the first is the one that runs tasks. */
    static String excerpt(@Nullable String stacks) {
        if (stacks == null) {
            return "It did not tell its stacks within " + Worker.ANSWER_WITHIN + ".";
        }
        StringBuilder text = new StringBuilder("Its stacks:");
        String[] lines = stacks.split("\n", EXCERPT_LINES + 1);
        for (int i = 0; i < lines.length && i < EXCERPT_LINES; i++) {
            if (lines[i].equals(StackDump.OTHERS)) {
                return text.toString();
            }
            text.append(lines[i].isEmpty() ? "\n" : "\n    ").append(lines[i]);
        }
        return text.append(lines.length > EXCERPT_LINES ? "\n    ..." : "").toString();
    }
}
