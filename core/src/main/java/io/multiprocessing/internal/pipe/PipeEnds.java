package io.multiprocessing.internal.pipe;

import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.family.Waiting;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Waits for the first of several pipe ends. Those in memory are looked at; when none of them is ready, their pipes' homes are
 * asked to tell when one is, as are those of the pipes that are served. So ends of any kind, of any families, can be awaited
 * together.
 */
public final class PipeEnds {
    private PipeEnds() {}

    /** See {@link PipeEnd#await}. */
    public static <T> Set<PipeEnd<T>> await(Collection<? extends PipeEnd<T>> ends, Duration timeout)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<PipeEndHandle<T>> handles = ends.stream().<PipeEndHandle<T>>map(PipeEnds::handle).toList();
        BooleanSupplier isOneReady = () -> handles.stream().anyMatch(PipeEnds::isReadyInMemory);
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        if (isOneReady.getAsBoolean() || nanos > 0 && spin(handles, isOneReady)) {
            nanos = 0;
        }
        Map<PipeEndHandle<T>, PendingCall> calls = new LinkedHashMap<>();
        for (PipeEndHandle<T> handle : handles) {
            if (nanos > 0 || !handle.isInMemory()) {
                calls.put(handle, handle.awaitReady());
            }
        }
        try {
            awaitAny(handles, calls.values(), nanos);
        } finally {
            calls.values().forEach(PendingCall::cancel);
        }
        Set<PipeEnd<T>> ready = new LinkedHashSet<>();
        for (PipeEndHandle<T> handle : handles) {
            PendingCall call = calls.get(handle);
            if (call != null && hasSucceeded(call) || isReadyInMemory(handle)) {
                ready.add(handle);
            }
        }
        return ready;
    }

    private static <T> PipeEndHandle<T> handle(PipeEnd<T> end) {
        if (end instanceof PipeEndHandle<T> handle) {
            return handle;
        }
        throw new IllegalArgumentException("Not an end of a MessagePipe of this library: " + end);
    }

    private static boolean spin(List<? extends PipeEndHandle<?>> handles, BooleanSupplier condition) {
        return handles.stream()
                .filter(PipeEndHandle::isInMemory)
                .findFirst()
                .filter(handle -> handle.spinUntil(condition))
                .isPresent();
    }

    private static boolean isReadyInMemory(PipeEndHandle<?> handle) {
        return handle.isInMemory() && handle.hasMessage();
    }

    /** Anything but a successful cancellation, the death of the pipe's home included, would not block a receiver. */
    private static boolean hasSucceeded(PendingCall call) {
        return call.awaitUninterruptibly().status() != ReplyStatus.CANCELLED;
    }

    private static void awaitAny(List<? extends PipeEndHandle<?>> handles, Collection<PendingCall> calls, long nanos)
            throws InterruptedException {
        if (calls.isEmpty()) {
            return;
        }
        CompletableFuture<?> answered = CompletableFuture
                .anyOf(calls.stream().map(PendingCall::whenAnswered).toArray(CompletableFuture<?>[]::new));
        Waiting waiting = handles.getFirst().member().waiting();
        BooleanSupplier outer = waiting.begin(answered::isDone);
        try {
            answered.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // None is ready: the caller finds out which became so at the last moment.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.end(outer);
        }
    }
}
