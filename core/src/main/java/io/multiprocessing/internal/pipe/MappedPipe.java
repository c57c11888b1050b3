package io.multiprocessing.internal.pipe;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MultiprocessingException;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.call.PendingCall;
import io.multiprocessing.internal.call.Reference;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.direct.DirectObjects.AbsentException;
import io.multiprocessing.internal.memory.RegionName;
import io.multiprocessing.internal.ring.Elements;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A pipe that this process touches in mapped memory, which it maps when it first uses it. */
final class MappedPipe implements PipeAccess {
    private final Reference home;
    private final RegionName region;
    private final String name;
    private final Elements elements;
    private volatile @Nullable DirectPipe opened;
    private volatile @Nullable PendingCall arrival;

    /** @param name for messages */
    MappedPipe(Reference home, RegionName region, String name) {
        this.home = home;
        this.region = region;
        this.name = name;
        this.elements = new Elements(home);
    }

    private DirectPipe pipe() {
        DirectPipe known = opened;
        return known != null ? known : open();
    }

    private DirectPipe open() {
        PendingCall told = arrival;
        if (told != null) {
            // What the home writes when it hears of that must not come after what this process writes when it uses the
            // end.
            told.awaitUninterruptibly();
        }
        try {
            DirectPipe pipe = DirectPipes.open(home, region, name);
            opened = pipe;
            return pipe;
        } catch (AbsentException e) {
            throw absent(e.reply());
        }
    }

    private MultiprocessingException absent(Reply reply) {
        return switch (reply.status()) {
            case ReplyStatus.CLOSED, ReplyStatus.NO_OBJECT -> new EndOfPipeException(name + " is closed");
            case ReplyStatus.OWNER_GONE -> new EndOfPipeException(name + " has ended: " + reply.text());
            default -> new MultiprocessingException(name + " can't be used by this process: " + reply.text());
        };
    }

    /** A fault in memory that somebody has truncated. */
    private SharedMemoryException truncated(InternalError fault) {
        return new SharedMemoryException("The memory of " + name + " can't be read or written any more: its file was"
                + " truncated, or its file system fails. region=" + region, fault);
    }

    @Override
    public void send(int end, @Nullable Object message) throws InterruptedException {
        try {
            DirectPipe pipe = pipe();
            try {
                boolean unused = elements.put(pipe.sending(end), message, Long.MAX_VALUE, true);
            } finally {
                // Also when it failed: if the end is closed, who awaits it may have waited for this thread.
                if (pipe.unwatch(1 - end)) {
                    tellHome();
                }
            }
        } catch (InternalError e) {
            throw truncated(e);
        }
    }

    @Override
    public @Nullable Object receive(int end, long nanos) throws InterruptedException {
        Object taken;
        try {
            taken = Elements.take(pipe().receiving(end), nanos, true);
        } catch (InternalError e) {
            throw truncated(e);
        }
        return taken == null ? NOTHING : elements.value(taken);
    }

    @Override
    public boolean isReady(int end) {
        try {
            return pipe().isReady(end);
        } catch (EndOfPipeException | InternalError e) {
            // Whoever receives is told so at once.
            return true;
        }
    }

    /** Whether a condition has become true within the short time that is worth spinning. */
    boolean spinUntil(BooleanSupplier condition) {
        DirectPipe pipe = opened;
        return pipe != null && pipe.spinUntil(condition);
    }

    @Override
    public void close(int end) {
        try {
            DirectPipe pipe = pipe();
            if (pipe.close(end)) {
                tellHome();
            }
            if (pipe.areBothClosed()) {
                DirectPipes.forget(home);
            }
        } catch (EndOfPipeException | InternalError e) {
            // So it is, or its memory was truncated, and nobody can use it.
        }
    }

    @Override
    public void closeBoth() {
        close(0);
        close(1);
    }

    private void tellHome() {
        // Nobody waits for the answer.
        home.call(DirectPipeHome.LOOK, 0);
    }

    @Override
    public void arrived(int end) {
        arrival = home.call(PipeHome.GIVE, end);
    }
}
