package io.multiprocessing.internal.pipe;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.direct.Attachment;
import io.multiprocessing.internal.direct.DirectHome;
import io.multiprocessing.internal.direct.DirectObject;
import io.multiprocessing.internal.direct.Patience;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the maker of a pipe in mapped memory keeps for it: whom its ends were sent to, and who awaits that one is ready.
 *
 * <p>The rules are those of {@link PipeHome}: an end belongs to whoever used it last or was sent it last, and is closed
 * when that process has ended. Who uses it says so in memory; who was sent it is known here.
 */
final class DirectPipeHome extends DirectHome {
    /** An end may be ready that somebody watches, or both are closed. */
    static final int LOOK = 9;

    private static final int MOST_LOOKS = 1000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final DirectPipe pipe;
    /** What takes the pipe's memory away. */
    private final Runnable disposal;

    private final Object lock = new Object();
    private final @Nullable MemberId[] givenTo = new @Nullable MemberId[2];
    private final Set<MemberId> wholeSentTo = new HashSet<>();
    /** Those who await that an end is ready, for each end. */
    private final List<Deque<IncomingCall>> waiters = List.of(new ArrayDeque<>(), new ArrayDeque<>());

    private boolean isDisposed;

    DirectPipeHome(Attachment own, MemberId maker, DirectPipe pipe, Runnable disposal) {
        super(own, maker);
        this.pipe = pipe;
        this.disposal = disposal;
    }

    @Override
    protected DirectObject object() {
        return pipe;
    }

    @Override
    protected void serve(IncomingCall call) {
        switch (call.operation()) {
            case PipeHome.GIVE -> give(call);
            case PipeHome.AWAIT_READY -> {
                synchronized (lock) {
                    waiters.get((int) call.number() & 1).add(call);
                }
                look();
            }
            case LOOK -> {
                look();
                call.ok();
            }
            default -> super.serve(call);
        }
    }

    private void give(IncomingCall call) {
        MemberId receiver = PipeHome.receiver(call);
        synchronized (lock) {
            if (call.number() == PipeHome.BOTH) {
                wholeSentTo.add(receiver);
            } else {
                int end = (int) call.number() & 1;
                givenTo[end] = receiver;
                pipe.storeGiven(end);
            }
        }
        call.ok();
    }

    /** Answers those whose end is ready; and when both are closed, nobody needs the memory any more. */
    private void look() {
        synchronized (lock) {
            for (int end = 0; end < 2; end++) {
                Deque<IncomingCall> waiting = waiters.get(end);
                if (!waiting.isEmpty()) {
                    pipe.watch(end);
                    if (pipe.isReady(end)) {
                        waiting.forEach(IncomingCall::ok);
                        waiting.clear();
                    }
                }
            }
            if (isDisposed || !pipe.areBothClosed()) {
                return;
            }
            isDisposed = true;
        }
        end();
        disposal.run();
        if (!pipe.removeFiles()) {
            // Somebody drops what there was, or has found just now that his end is closed.
            Thread.ofVirtual().name("mp-pipe-sweep").start(this::removeFiles);
        }
    }

    /** Gives up after a while: then somebody has died at it, and the files go when this process ends. */
    private void removeFiles() {
        try {
            for (int i = 0; i < MOST_LOOKS && !pipe.removeFiles(); i++) {
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException | InternalError e) {
            // Nobody waits for it.
        }
    }

    @Override
    protected void dropped(IncomingCall call) {
        boolean wasWaiting;
        synchronized (lock) {
            wasWaiting = waiters.get(0).remove(call) || waiters.get(1).remove(call);
        }
        if (wasWaiting) {
            call.fail(ReplyStatus.CANCELLED, "");
        }
    }

    @Override
    protected void lost(MemberId dead) {
        int[] orphans;
        synchronized (lock) {
            boolean wasSent = !wholeSentTo.isEmpty();
            wholeSentTo.removeIf(dead::contains);
            boolean isOrphaned = wasSent && wholeSentTo.isEmpty();
            orphans = IntStream.range(0, 2).filter(end -> isLost(end, dead, isOrphaned)).toArray();
        }
        for (int end : orphans) {
            pipe.close(end);
        }
        if (orphans.length > 0) {
            look();
        }
    }

    private boolean isLost(int end, MemberId dead, boolean isOrphaned) {
        MemberId receiver = givenTo[end];
        return switch (pipe.holder(end)) {
            case PipeWords.NOBODY -> isOrphaned;
            case PipeWords.GIVEN -> receiver != null && dead.contains(receiver);
            // Its slot is recovered, once its end is proven.
            default -> false;
        };
    }

    @Override
    protected boolean recover(int deadSlot, Patience patience) {
        pipe.recoverFrom(deadSlot);
        // Who died may have been about to tell.
        look();
        return true;
    }

    @Override
    protected void left() {
        synchronized (lock) {
            for (Deque<IncomingCall> waiting : waiters) {
                waiting.forEach(call -> call.fail(ReplyStatus.CLOSED, ""));
                waiting.clear();
            }
        }
    }
}
