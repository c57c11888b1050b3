package io.multiprocessing.examples.download.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, read piece by piece as it arrives, by one thread, which notices when the server falls silent. Asks
 * for one more piece only when one has been read, so a slow disk slows the server down instead of filling the heap.
 */
final class ResponseBody implements BodySubscriber<ResponseBody>, AutoCloseable {
    private static final int PIECES_AHEAD = 2;
    private static final int WORTH_DRAINING_BYTES = 64 * 1024;
    private static final Duration WORTH_DRAINING_TIME = Duration.ofMillis(500);

    private sealed interface Signal {
        record Data(List<ByteBuffer> buffers) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}
    }

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Object lock = new Object();
    private @Nullable Subscription subscription; // guarded by lock
    private boolean closed; // guarded by lock
    private boolean ended; // the reader's alone

    /**
     * Waits for the next piece.
     *
     * @return null at the end
     * @throws HttpTimeoutException when the server was silent for so long
     * @throws IOException when the connection broke
     */
    @Nullable List<ByteBuffer> next(Duration longestSilence) throws IOException, InterruptedException {
        if (ended) {
            return null;
        }
        Signal signal = signals.poll(longestSilence.toNanos(), TimeUnit.NANOSECONDS);
        // No switch over patterns: the first one that runs costs a worker that starts tens of milliseconds.
        if (signal instanceof Signal.Data data) {
            request(1);
            return data.buffers();
        } else if (signal instanceof Signal.Failure failure) {
            throw new IOException(failure.cause().getMessage(), failure.cause());
        } else if (signal == null) {
            throw new HttpTimeoutException("silent for " + Failures.seconds(longestSilence));
        }
        ended = true;
        return null;
    }

    /** Reads a short rest, so that the connection can be used again; else gives the connection up. */
    void discard() throws InterruptedException {
        try (this) {
            int drained = 0;
            for (var piece = next(WORTH_DRAINING_TIME); piece != null; piece = next(WORTH_DRAINING_TIME)) {
                drained += piece.stream().mapToInt(ByteBuffer::remaining).sum();
                if (drained > WORTH_DRAINING_BYTES) {
                    return;
                }
            }
        } catch (IOException nothingLost) {
            ended = true;
        }
    }

    private void request(long pieces) {
        synchronized (lock) {
            if (subscription != null && !closed) {
                subscription.request(pieces);
            }
        }
    }

    /** Ends the transfer if it has not ended. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    /** Complete from the beginning: the headers are enough to go on. */
    @Override
    public CompletionStage<ResponseBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        synchronized (lock) {
            subscription = newSubscription;
            if (closed) {
                newSubscription.cancel();
            } else {
                newSubscription.request(PIECES_AHEAD);
            }
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Failure(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }
}
