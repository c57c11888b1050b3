package io.multiprocessing.tck.internal;

import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.ParentStreams;
import io.multiprocessing.internal.launch.Transports;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The main class of a process that is a parent and is to be killed as one: starts a child that plays the script, floods
 * it with large frames, and takes what it sends.
 */
public final class LinkParent {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int LEAST_BODY = 100_000;
    private static final int MOST_BODY = 1_000_000;

    private LinkParent() {}

    /** Called by the JVM, with what {@link ParentStreams} wants to know. */
    public static void main(String[] args) throws IOException {
        StandardPipes pipes = ParentStreams.open(args[0]);
        Bootstrap bootstrap = Bootstrap.readFrom(pipes.in());
        Script script = Script.fromProperties(bootstrap.properties());
        Board board = Board.at(bootstrap.properties().getOrDefault(Launch.BOARD, ""));
        Thread.ofPlatform().daemon().start(() -> haltAtEndOf(pipes));
        Transport transport = Transports.forChild(bootstrap);
        Launch child = Launch.child(transport, "orphan", script, board, TIMEOUT);
        child.link().start(Inbox.numbered());
        for (long number = 0;; number++) {
            child.link().send(Numbered.frame(number, Numbered.length(number, LEAST_BODY, MOST_BODY)));
        }
    }

    private static void haltAtEndOf(StandardPipes pipes) {
        try {
            pipes.in().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Broken is as gone as ended.
        }
        Runtime.getRuntime().halt(1);
    }
}
