package io.multiprocessing.internal.pool;

import io.multiprocessing.RemoteFunction;
import io.multiprocessing.TaskState;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.pool.crew.PoolTask;
import io.multiprocessing.internal.pool.thread.AwaitedFuture;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The results of a map: complete when its last chunk is, failed as soon as one is, which cancels the rest. */
final class MapFuture<R> extends AwaitedFuture<List<R>> {
    /** Each worker gets about so many chunks: enough to even out their lengths, few enough to cost little. */
    private static final int CHUNKS_PER_WORKER = 4;

    private final long id;
    private final List<PoolTask<Object[]>> chunks = new ArrayList<>();
    private final AtomicInteger remaining = new AtomicInteger();
    /** Each chunk has a copy. As long as the message is here, the shared objects in it are kept: see SharedObjects. */
    @SuppressWarnings("unused")
    private final ByteBuffer function;

    private MapFuture(Member member, long id, ByteBuffer function) {
        super(member.waiting());
        this.id = id;
        this.function = function;
    }

    static <T, R> MapFuture<R> submit(
            PoolFacade pool, Member member, long id, List<? extends T> items,
            RemoteFunction<? super T, ? extends R> fn) {
        ByteBuffer function = member.encode(Objects.requireNonNull(fn, "function"));
        MapFuture<R> future = new MapFuture<>(member, id, function);
        int size = chunkSize(items.size(), pool.size());
        try {
            for (int from = 0; from < items.size(); from += size) {
                int to = Math.min(items.size(), from + size);
                future.chunks.add(pool.submitChunk(function, items.subList(from, to).toArray()));
            }
        } catch (RuntimeException e) {
            future.cancelChunks(true);
            throw e;
        }
        future.listen();
        return future;
    }

    private static int chunkSize(int items, int workers) {
        int chunks = workers * CHUNKS_PER_WORKER;
        return Math.max(1, (items + chunks - 1) / chunks);
    }

    private void listen() {
        if (chunks.isEmpty()) {
            complete(List.of());
            return;
        }
        remaining.set(chunks.size());
        for (PoolTask<Object[]> chunk : chunks) {
            CompletableFuture<Object[]> unused = chunk.whenComplete((results, thrown) -> {
                if (thrown != null) {
                    completeExceptionally(thrown instanceof CompletionException wrapper ? wrapper.getCause() : thrown);
                    cancelChunks(false);
                } else if (remaining.decrementAndGet() == 0) {
                    complete(collect());
                }
            });
        }
    }

    @SuppressWarnings("unchecked")
    private List<R> collect() {
        List<Object> all = new ArrayList<>();
        for (PoolTask<Object[]> chunk : chunks) {
            Collections.addAll(all, chunk.join());
        }
        return (List<R>) Collections.unmodifiableList(Arrays.asList(all.toArray()));
    }

    private void cancelChunks(boolean mayInterrupt) {
        chunks.forEach(chunk -> chunk.cancel(mayInterrupt));
    }

    @Override
    public long taskId() {
        return id;
    }

    @Override
    public TaskState taskState() {
        if (isDone()) {
            return isCancelled() ? TaskState.CANCELLED : isCompletedExceptionally() ? TaskState.FAILED
                    : TaskState.SUCCEEDED;
        }
        return chunks.stream().allMatch(chunk -> chunk.taskState() == TaskState.WAITING)
                ? TaskState.WAITING
                : TaskState.RUNNING;
    }

    @Override
    public OptionalLong workerPid() {
        return OptionalLong.empty();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        boolean cancelled = super.cancel(mayInterrupt);
        cancelChunks(mayInterrupt);
        return cancelled;
    }
}
