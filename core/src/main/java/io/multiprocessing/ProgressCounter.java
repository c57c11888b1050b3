package io.multiprocessing;

import java.util.Objects;

/** Makes numbers of events. Called by one thread. */
final class ProgressCounter implements PoolListener {
    private final PoolListener.Progress progress;
    private long submitted;
    private long finished;

    ProgressCounter(PoolListener.Progress progress) {
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    @Override
    public void taskSubmitted(TaskEvent task) {
        submitted += task.items();
        progress.changed(finished, submitted);
    }

    @Override
    public void taskFinished(TaskEvent task) {
        finished += task.items();
        progress.changed(finished, submitted);
    }
}
