package io.multiprocessing.tck.internal;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A handler that holds its link to rule L5, whatever else is tested: one call at a time, the end last and once. It
 * notes faults and never throws, unless what it is given to do with a frame does.
 */
public class Inbox implements FrameHandler {
    private final Consumer<Frame> each;
    private final AtomicBoolean inside = new AtomicBoolean();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Consumer<@Nullable TransportException> onEnd;
    private volatile long received;
    private volatile @Nullable TransportException cause;

    /** Does this with each frame. */
    public Inbox(Consumer<Frame> each) {
        this.each = each;
    }

    /** Expects {@link Numbered} frames, from 0 on. */
    public static Inbox numbered() {
        return numbered(frame -> {});
    }

    /** Expects {@link Numbered} frames, from 0 on, and does this with each after checking it. */
    public static Inbox numbered(Consumer<Frame> then) {
        return new NumberedInbox(then);
    }

    /** Keeps all frames in this list, which is synchronised on itself. */
    public static Inbox keeping(List<Frame> frames) {
        return new Inbox(frame -> {
            synchronized (frames) {
                frames.add(frame);
            }
        });
    }

    @Override
    public final void frame(Frame frame) {
        enter("frame");
        try {
            if (end.getCount() == 0) {
                fault("L5: frame was called after end, with " + frame);
            }
            check(frame, received);
            received = received + 1;
            each.accept(frame);
        } finally {
            inside.set(false);
        }
    }

    @Override
    public final void end(@Nullable TransportException endCause) {
        enter("end");
        try {
            if (end.getCount() == 0) {
                fault("L5: end was called twice, now with " + endCause);
            }
            this.cause = endCause;
            Consumer<@Nullable TransportException> told = onEnd;
            if (told != null) {
                told.accept(endCause);
            }
        } finally {
            inside.set(false);
            end.countDown();
        }
    }

    void check(Frame frame, long number) {}

    /** Called within {@code end}, before anybody who waits for it goes on. To be set before the link is started. */
    final void onEnd(Consumer<@Nullable TransportException> told) {
        this.onEnd = told;
    }

    private void enter(String call) {
        if (!inside.compareAndSet(false, true)) {
            fault("L5: " + call + " was called while another call of the handler ran");
        }
    }

    final void fault(String fault) {
        if (faults.size() < 5) {
            faults.add(fault);
        }
    }

    /** What was wrong so far: the first few. */
    public List<String> faults() {
        return new ArrayList<>(faults);
    }

    /** The number of frames that came. */
    public long received() {
        return received;
    }

    public boolean hasEnded() {
        return end.getCount() == 0;
    }

    /** What the end's cause was. */
    public @Nullable TransportException cause() {
        return cause;
    }

    boolean awaitEnd(long seconds) throws InterruptedException {
        return end.await(seconds, TimeUnit.SECONDS);
    }

    private static final class NumberedInbox extends Inbox {
        NumberedInbox(Consumer<Frame> then) {
            super(then);
        }

        @Override
        void check(Frame frame, long number) {
            String wrong = Numbered.fault(frame, number);
            if (wrong != null) {
                fault(wrong);
            }
        }
    }
}
