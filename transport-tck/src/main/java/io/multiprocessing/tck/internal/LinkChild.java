package io.multiprocessing.tck.internal;

import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.ParentStreams;
import io.multiprocessing.internal.launch.Transports;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.RawChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;

/** The main class of a child process: connects as the framework's children do, plays its script, and exits. */
public final class LinkChild {
    private static final int EXIT_CRASHED = 70;
    private static final int EXIT_PARENT_GONE = 71;
    private static final int EXIT_TEST_GONE = 72;
    private static final long LAST_WORDS_MILLIS = 5000;

    private LinkChild() {}

    /** Called by the JVM, with what {@link ParentStreams} wants to know. */
    public static void main(String[] args) throws IOException {
        StandardPipes pipes = ParentStreams.open(args[0]);
        Bootstrap bootstrap = Bootstrap.readFrom(pipes.in());
        Board board = Board.at(bootstrap.properties().getOrDefault(Launch.BOARD, ""));
        exitWithoutBoard(board);
        try {
            play(bootstrap, pipes, board);
        } catch (Throwable e) {
            e.printStackTrace();
            board.report("crashed", e);
            Runtime.getRuntime().halt(EXIT_CRASHED);
        }
        board.awaitGate(Launch.ACCEPTED);
        Runtime.getRuntime().halt(0);
    }

    private static void play(Bootstrap bootstrap, StandardPipes pipes, Board board) throws Exception {
        Script script = Script.fromProperties(bootstrap.properties());
        if (script.role() == Script.Role.RAW) {
            writeRaw(bootstrap, pipes, script, board);
            return;
        }
        try (Transport transport = Transports.forChild(bootstrap)) {
            Link link = transport.connect(bootstrap.address(), pipes);
            if (!transport.usesStandardPipes()) {
                watchLifeline(pipes.in(), link);
            }
            new Scene(link, script, board).play();
        }
    }

    private static void writeRaw(Bootstrap bootstrap, StandardPipes pipes, Script script, Board board)
            throws Exception {
        RawChannel channel = (RawChannel) Class.forName(script.text("channel")).getConstructor().newInstance();
        OutputStream out = channel.connect(bootstrap.address(), pipes);
        out.write(HexFormat.of().parseHex(script.text("bytes")));
        out.flush();
        board.report("sentAll", 0);
        if (script.finish() == Script.Finish.STAY) {
            board.awaitGate(Script.LEAVE);
        }
    }

    /** As the framework does, except that the script may say what it saw before the process ends. */
    private static void watchLifeline(InputStream lifeline, Link link) {
        daemon("tck-lifeline", () -> {
            try {
                lifeline.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // Broken is as gone as ended.
            }
            link.peerDied();
            sleep(LAST_WORDS_MILLIS);
            Runtime.getRuntime().halt(EXIT_PARENT_GONE);
        });
    }

    /** No test that crashes leaves children behind: its board is deleted, or its process is gone. */
    private static void exitWithoutBoard(Board board) {
        daemon("tck-watch", () -> {
            while (board.exists() && board.hasOwner()) {
                sleep(500);
            }
            Runtime.getRuntime().halt(EXIT_TEST_GONE);
        });
    }

    private static void daemon(String name, Runnable body) {
        Thread.ofPlatform().daemon().name(name).start(body);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
