package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A parent process that sends a frame to an echo and waits for it, again and again, with pauses of random length, so
 * that each side is met on its way into sleep at every point. Prints {@code ok} and the number of rounds.
 *
 * <p>Arguments: rounds, longest pause in nanoseconds, whether to wait for the futex first, JVM arguments of the child.
 */
final class PingPong implements FrameHandler {
    private final CompletableFuture<TransportException> ended = new CompletableFuture<>();
    private final Child child;
    private final int rounds;
    private final int longestPause;
    private final Random random = new Random(42);
    private int done;

    private PingPong(Child child, int rounds, int longestPause) {
        this.child = child;
        this.rounds = rounds;
        this.longestPause = longestPause;
    }

    public static void main(String[] args) throws Exception {
        Jvm.haltWithStarter();
        SharedMemoryTransport transport = new SharedMemoryTransport();
        Child child = Child.start(transport, EchoChild.class, List.of(args).subList(3, args.length));
        if (Boolean.parseBoolean(args[2])) {
            while (!Futex.isReady()) {
                Thread.sleep(1);
            }
        }
        PingPong game = new PingPong(child, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        child.link().start(game);
        game.send();
        TransportException cause = game.ended.get();
        transport.close();
        child.process().waitFor();
        System.out.println(cause == null && game.done == game.rounds ? "ok " + game.done : "failed: " + cause);
    }

    private void send() {
        child.link().send(Frame.of(1, new byte[0], ByteBuffer.allocate(64).putInt(0, done)));
    }

    @Override
    public void frame(Frame frame) {
        if (frame.body().getInt(0) != done) {
            throw new IllegalStateException("expected " + done + " but got " + frame.body().getInt(0));
        }
        done++;
        if (done == rounds) {
            child.link().closeOutput();
            return;
        }
        if (longestPause > 0) {
            long until = System.nanoTime() + random.nextInt(longestPause);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        send();
    }

    @Override
    public void end(TransportException cause) {
        ended.complete(cause);
    }
}
