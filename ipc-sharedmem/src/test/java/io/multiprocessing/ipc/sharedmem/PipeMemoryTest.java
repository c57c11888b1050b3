package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.EndOfPipeException;
import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.PipeEnd;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedMemory;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.MappedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What pipes in memory leave behind: no files once both ends are closed, no mapping once no handle refers to them. */
class PipeMemoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIPES = 50;

    @Test
    @DisplayName("pipes whose ends are both closed leave no file, and processes forget them")
    void nothingStays() throws Exception {
        try (Multiprocessing mp = Multiprocessing.builder().transport("sharedmem").open();
                ProcessPool pool = mp.pool(1)) {
            SharedMemory memory = mp.memory(1);
            Path directory = MappedFile.of(memory).getParent();
            String place = directory.toString();
            passThroughPipe(mp, pool);
            long filesBefore = filesIn(directory);
            for (int i = 0; i < PIPES; i++) {
                passThroughPipe(mp, pool);
            }
            Await.until("files are gone", PATIENCE, () -> filesIn(directory) <= filesBefore);
            awaitForgotten(place);
            pool.submit(() -> awaitForgotten(place)).get();
        }
    }

    /** The worker closes its end first, and is told nothing of the end of the other. */
    private static void passThroughPipe(Multiprocessing mp, ProcessPool pool) throws Exception {
        MessagePipe<byte[]> pipe = mp.pipe();
        PipeEnd<byte[]> theirs = pipe.second();
        pool.submit(() -> {
            theirs.send(theirs.receive());
            theirs.send(new byte[100_000]);
            theirs.close();
        });
        pipe.first().send(new byte[200_000]);
        assertThat(pipe.first().receive()).hasSize(200_000);
        assertThat(pipe.first().receive()).hasSize(100_000);
        try {
            pipe.first().receive();
        } catch (EndOfPipeException e) {
            pipe.first().close();
        }
    }

    private static long filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }

    private static void awaitForgotten(String place) {
        Await.until("mappings are gone", PATIENCE, () -> {
            System.gc();
            try (Stream<String> mappings = Files.lines(Path.of("/proc/self/maps"))) {
                return mappings.filter(mapping -> mapping.contains(place)).count() < PIPES / 2;
            }
        });
    }
}
