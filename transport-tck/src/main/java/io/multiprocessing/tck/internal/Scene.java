package io.multiprocessing.tck.internal;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Link;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The child's side: a script being played on a link, in a process of its own or on a thread. */
final class Scene {
    private static final long LONGEST_WAIT_SECONDS = 90;

    private final Link link;
    private final Script script;
    private final Board board;
    private final Inbox inbox;
    private final CRC32C digest = new CRC32C();

    Scene(Link link, Script script, Board board) {
        this.link = link;
        this.script = script;
        this.board = board;
        this.inbox = script.role() == Script.Role.ECHO ? new Inbox(this::each) : Inbox.numbered(this::each);
    }

    /** Returns when all is played and the link is closed. */
    void play() throws InterruptedException {
        board.report("pid", ProcessHandle.current().pid());
        if (script.is("late")) {
            board.awaitGate(Script.START);
        }
        Thread closer = Thread.ofPlatform().daemon().name("tck-closer").unstarted(this::closeAtGate);
        if (script.is("closeAtGate")) {
            closer.start();
        }
        inbox.onEnd(this::ended);
        link.start(inbox);
        if (script.role() == Script.Role.FLOOD) {
            sendAll();
        } else {
            inbox.awaitEnd(LONGEST_WAIT_SECONDS);
            if (script.role() == Script.Role.SINK) {
                sendAll();
            }
        }
        closer.join();
        finish();
        board.report("done", true);
    }

    private void closeAtGate() {
        board.awaitGate(Script.CLOSE);
        link.close();
        board.report("closed", true);
    }

    private void each(Frame frame) {
        long number = inbox.received() - 1;
        if (number == 0) {
            board.report("first", frame);
        }
        if (number == script.number("holdAt")) {
            board.awaitGate(Script.HANDLER);
        }
        if (number == script.number("throwAt")) {
            throw new IllegalStateException("thrown on purpose at frame " + number);
        }
        if (script.role() == Script.Role.ECHO) {
            Numbered.digest(frame, digest);
            link.send(frame);
        }
    }

    private void sendAll() {
        long count = script.number("count");
        int least = (int) script.number("least");
        int most = (int) script.number("most");
        long sent = 0;
        board.report("sent", sent);
        try {
            while (sent < count) {
                link.send(Numbered.frame(sent, Numbered.length(sent, least, most)));
                sent++;
                if (script.is("tellProgress")) {
                    board.report("sent", sent);
                }
            }
        } catch (TransportException e) {
            board.report("sendFailed", e);
        }
        board.report("sent", sent);
        board.report("sentAll", sent);
    }

    private void finish() throws InterruptedException {
        switch (script.finish()) {
            case LEAVE -> {
                link.closeOutput();
                inbox.awaitEnd(LONGEST_WAIT_SECONDS);
                link.close();
            }
            case STAY -> {
                board.awaitGate(Script.LEAVE);
                link.close();
            }
            case CLOSE -> link.close();
            case CLOSE_AND_STAY -> {
                link.close();
                board.report("closed", true);
                board.awaitGate(Script.LEAVE);
            }
            case HALT -> {
                board.awaitGate(Launch.ACCEPTED);
                Runtime.getRuntime().halt(0);
            }
        }
    }

    private void ended(@Nullable TransportException cause) {
        board.report("received", inbox.received());
        board.report("digest", digest.getValue());
        board.report("cause", cause == null ? "none" : cause);
        inbox.faults().forEach(fault -> board.report("fault", fault));
        if (script.is("closeAtEnd")) {
            link.close();
        }
        board.report("end", true);
    }
}
