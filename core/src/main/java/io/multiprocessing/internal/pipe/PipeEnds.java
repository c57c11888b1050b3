package io.multiprocessing.internal.pipe;

import io.multiprocessing.PipeEnd;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.family.progress.Waiting;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
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
import java.util.stream.Collectors;

/**
 * Waits for the first of several pipe ends. Those in memory are looked at; when none of them is ready, their pipes'
 * homes are asked to tell when one is, as are those of the pipes that are served. So ends of any kind, of any families,
 * can be awaited together.
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
        long nanos = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        // What was ready at one look may be taken by others before the next: so it is the look that is returned.
        Set<PipeEndHandle<T>> ready = lookAt(handles);
        if (ready.isEmpty() && nanos > 0) {
            ready = spin(handles);
        }
        Map<PipeEndHandle<T>, PendingCall> calls = new LinkedHashMap<>();
        for (PipeEndHandle<T> handle : handles) {
            if (!handle.isInMemory() || ready.isEmpty() && nanos > 0) {
                calls.put(handle, handle.awaitReady());
            }
        }
        try {
            awaitAny(handles, calls.values(), ready.isEmpty() ? nanos : 0);
        } finally {
            calls.values().forEach(PendingCall::cancel);
        }
        for (Map.Entry<PipeEndHandle<T>, PendingCall> call : calls.entrySet()) {
            if (hasSucceeded(call.getValue())) {
                ready.add(call.getKey());
            }
        }
        return handles.stream().filter(ready::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <T> PipeEndHandle<T> handle(PipeEnd<T> end) {
        if (end instanceof PipeEndHandle<T> handle) {
            return handle;
        }
        throw new IllegalArgumentException("Not an end of a MessagePipe of this library: " + end);
    }

    /** Those in memory that are ready now. */
    private static <T> Set<PipeEndHandle<T>> lookAt(List<PipeEndHandle<T>> handles) {
        return handles.stream()
                .filter(handle -> handle.isInMemory() && handle.hasMessage())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Those in memory that become ready within the short time that is worth spinning. */
    private static <T> Set<PipeEndHandle<T>> spin(List<PipeEndHandle<T>> handles) {
        Set<PipeEndHandle<T>> seen = new HashSet<>();
        BooleanSupplier isOneReady = () -> seen.addAll(lookAt(handles));
        handles.stream()
                .filter(PipeEndHandle::isInMemory)
                .findFirst()
                .ifPresent(handle -> handle.spinUntil(isOneReady));
        return seen;
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
