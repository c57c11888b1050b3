package io.multiprocessing.internal.pipe;

import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.PendingCall;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the first of several pipe ends. */
public final class PipeEnds {
    private PipeEnds() {}

    /** See {@link PipeEnd#await}. */
    public static <T> Set<PipeEnd<T>> await(Collection<? extends PipeEnd<T>> ends, Duration timeout)
            throws InterruptedException {
        Map<PipeEnd<T>, PendingCall> calls = new LinkedHashMap<>();
        for (PipeEnd<T> end : ends) {
            if (!(end instanceof PipeEndHandle<T> handle)) {
                throw new IllegalArgumentException("Not an end of a MessagePipe of this library: " + end);
            }
            calls.put(end, handle.awaitReady());
        }
        try {
            awaitAny(calls.values(), TimeUnit.NANOSECONDS.convert(timeout));
        } finally {
            calls.values().forEach(PendingCall::cancel);
        }
        Set<PipeEnd<T>> ready = new LinkedHashSet<>();
        calls.forEach((end, call) -> {
            // Anything but a successful cancellation, the death of the pipe's home included, would not block a receiver.
            if (call.awaitUninterruptibly().status() != io.multiprocessing.internal.wire.ReplyStatus.CANCELLED) {
                ready.add(end);
            }
        });
        return ready;
    }

    private static void awaitAny(Collection<PendingCall> calls, long nanos) throws InterruptedException {
        if (calls.isEmpty()) {
            return;
        }
        CompletableFuture<?>[] answers =
                calls.stream().map(PendingCall::whenAnswered).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(answers).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // None is ready: the caller finds out which became so at the last moment.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
