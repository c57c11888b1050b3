package io.multiprocessing.internal.output;

import io.multiprocessing.OutputHandler;
import io.multiprocessing.OutputHandler.OutputLine;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where lines go: to the user's handler, else to this process's own streams.
 *
 * @param label whether lines on our own streams begin with the name of their process
 */
public record OutputTarget(@Nullable OutputHandler handler, boolean label) {
    void accept(OutputLine line) {
        if (handler != null) {
            handler.line(line);
            return;
        }
        PrintStream own = line.stream() == OutputHandler.Stream.OUT ? System.out : System.err;
        own.println(label ? "[" + line.processName() + "] " + line.text() : line.text());
    }
}
