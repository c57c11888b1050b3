package io.multiprocessing.tck.internal;

import io.multiprocessing.internal.launch.Bootstrap;
import io.multiprocessing.internal.launch.JvmCommand;
import io.multiprocessing.internal.launch.Surroundings;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A parent's part: starts child processes by the order of calls that {@link Transport} draws.
 *
 * @param process the child
 * @param link the parent's end, not started
 */
record Launch(Process process, Link link) {
    static final String BOARD = "board";

    /** The gate at which a child waits before it exits: one that died earlier would look as if it had not come. */
    static final String ACCEPTED = "accepted";

    /** Starts a child that plays the script, and waits until it has connected. */
    static Launch child(Transport transport, String label, Script script, Board board, Duration timeout) {
        try (Invitation invitation = transport.invite(label)) {
            Process process = start(LinkChild.class, transport, transport.usesStandardPipes(), board);
            try {
                Bootstrap bootstrap = bootstrap(transport, invitation.address(), script, board);
                bootstrap.writeTo(process.getOutputStream());
                process.onExit().thenRun(invitation::close);
                Link link = transport.accept(
                        invitation, new StandardPipes(process.getInputStream(), process.getOutputStream()), timeout);
                process.onExit().thenRun(link::peerDied);
                board.open(ACCEPTED);
                return new Launch(process, link);
            } catch (IOException | RuntimeException e) {
                process.destroyForcibly();
                throw new IllegalStateException("The child did not connect. " + board.transcript(), e);
            }
        }
    }

    /** Starts a process that starts such a child and floods it until it is killed. */
    static Process parent(Transport transport, Script script, Board board) {
        Process process = start(LinkParent.class, transport, false, board);
        try {
            bootstrap(transport, "", script, board).writeTo(process.getOutputStream());
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(board.transcript(), e);
        }
    }

    private static Bootstrap bootstrap(Transport transport, String address, Script script, Board board) {
        Map<String, String> properties = new HashMap<>(script.toProperties());
        properties.put(BOARD, board.path());
        return new Bootstrap(transport.name(), transport.getClass().getName(), address, properties);
    }

    private static Process start(Class<?> main, Transport transport, boolean linkOnStandardPipes, Board board) {
        ShortLivedJvm jvm = ShortLivedJvm.of(transport.getClass());
        JvmCommand command = new JvmCommand(
                Surroundings.javaHome(),
                jvm.options(),
                jvm.classPath(),
                main.getName(),
                List.of(),
                Map.of(),
                null,
                linkOnStandardPipes);
        ProcessBuilder builder = new ProcessBuilder(command.commandLine());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(board.file("stderr").toFile()));
        if (!linkOnStandardPipes) {
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(board.file("stdout").toFile()));
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of the pipes of a process that has ended. */
    static void closeStreams(Process process) {
        for (AutoCloseable stream : List.of(process.getInputStream(), process.getErrorStream())) {
            try {
                stream.close();
            } catch (Exception e) {
                // It has nothing to tell.
            }
        }
        try (OutputStream in = process.getOutputStream()) {
            in.flush();
        } catch (IOException e) {
            // Nobody reads it any more.
        }
    }
}
