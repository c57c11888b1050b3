package io.multiprocessing.ipc.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskOptions;
import io.multiprocessing.WorkerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the Flight Recorder is told: the same on every transport, so one is enough. */
class FlightTest {
    private static final String PREFIX = "io.multiprocessing.";

    @TempDir
    private Path directory;

    @Test
    void poolsTasksWorkersAndQueuesAreRecorded() throws Exception {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable(PREFIX + "TaskRun").withThreshold(Duration.ZERO);
            recording.start();
            work();
            recording.stop();
            events = dump(recording);
        }
        assertThat(named(events, "PoolOpen")).singleElement().satisfies(open -> {
            assertThat(open.getString("pool")).isEqualTo("Recorded");
            assertThat(open.getInt("workers")).isEqualTo(1);
        });
        assertThat(named(events, "TaskRun"))
                .extracting(run -> run.getString("label") + " " + run.getString("state") + " " + run.getInt("attempt"))
                .containsExactly("twice WAITING 1", "twice SUCCEEDED 2", " FAILED 1");
        assertThat(named(events, "TaskRun")).allSatisfy(run -> {
            assertThat(run.getDuration("waited")).isPositive();
            assertThat(run.getDuration()).isPositive();
            assertThat(run.getLong("workerPid")).isPositive();
        });
        assertThat(named(events, "WorkerStart"))
                .extracting(start -> start.getString("worker"))
                .containsExactly("Recorded-worker-1", "Recorded-worker-2");
        assertThat(named(events, "WorkerEnd"))
                .extracting(end -> end.getString("how"))
                .containsExactly("exited with status 5", "it was told to end");
        assertThat(named(events, "PoolClose")).singleElement().satisfies(close -> {
            assertThat(close.getLong("succeeded")).isEqualTo(1);
            assertThat(close.getLong("failed")).isEqualTo(1);
            assertThat(close.getString("broken")).isEmpty();
        });
        assertThat(named(events, "QueueOpen"))
                .singleElement()
                .satisfies(open -> assertThat(open.getInt("capacity")).isEqualTo(17));
        assertThat(named(events, "QueueClose"))
                .singleElement()
                .satisfies(close -> assertThat(close.getString("queue"))
                        .isEqualTo(named(events, "QueueOpen").get(0).getString("queue")));
    }

    private static void work() throws Exception {
        try (Multiprocessing mp = Multiprocessing.open("pipe")) {
            SharedQueue<String> queue = mp.queue(17);
            queue.close();
            try (ProcessPool pool = mp.poolBuilder().workers(1).name("Recorded").build()) {
                pool.submit(() -> {
                    if (WorkerContext.current().attempt() == 1) {
                        Runtime.getRuntime().halt(5);
                    }
                }, TaskOptions.builder().idempotent().label("twice").build()).get();
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> pool.submit(() -> {
                    throw new IOException("on purpose");
                }).get());
            }
        }
    }

    /** Ours, in the order of their ends. */
    private List<RecordedEvent> dump(Recording recording) throws IOException {
        Path file = directory.resolve("ours.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file)
                .stream()
                .filter(event -> event.getEventType().getName().startsWith(PREFIX))
                .sorted(Comparator.comparing(RecordedEvent::getEndTime))
                .toList();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(PREFIX + name))
                .toList();
    }
}
