package io.multiprocessing.internal.pool.crew;

import io.multiprocessing.ProcessDeath;
import io.multiprocessing.WorkerDiedException;

/** Says how a worker died, what that means for its task, and what to do. */
final class Obituary {
    private Obituary() {}

    static WorkerDiedException of(String worker, long pid, ProcessDeath death, PoolTask<?> task, boolean started) {
        StringBuilder text = new StringBuilder();
        text.append("Worker \"").append(worker).append("\" (pid ").append(pid).append(") ").append(death.describe());
        text.append(started ? " while it ran " : " before it began ").append(task.describe()).append(".");
        text.append("\n  Likely cause: ").append(death.advice());
        if (started && task.maxAttempts == 1) {
            text.append("\n  The task may have had some of its effects. If it can be run again, submit it as idempotent"
                    + " (TaskOptions), and it will be.");
        }
        if (task.deaths > 1) {
            text.append("\n  It was tried ").append(task.deaths).append(" times, and its worker died each time: ");
            for (WorkerDiedException before : task.history) {
                text.append("pid ").append(before.pid()).append(' ').append(before.death().describe()).append("; ");
            }
            text.append("pid ").append(pid).append(' ').append(death.describe()).append('.');
        }
        death.crashLog().ifPresent(log -> text.append("\n  The JVM's crash log: ").append(log));
        if (!death.errorOutput().isEmpty()) {
            text.append("\n  Its last words: ").append(death.errorOutput().replace("\n", "\n                  "));
        }
        return new WorkerDiedException(text.toString(), pid, death, started);
    }
}
