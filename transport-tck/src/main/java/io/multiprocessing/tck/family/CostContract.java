package io.multiprocessing.tck.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.Alone;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.internal.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** What children cost while they do nothing. */
public interface CostContract extends FamilyUnderTest {
    /** How many children the parent must be able to watch with a few threads each. */
    int CHILDREN = 32;

    /** The JDK's, which waits for the exit; the link's; one for each output stream. */
    int THREADS_EACH = 4;

    int THREADS_OF_A_FAMILY = 16;
    long MAX_RESIDENT_KIB = 80 << 10;

    @Alone
    @FamilyTest
    @DisplayName("cost: 32 idle children take a few threads each in the parent, 80 MiB, no processor time, and print nothing")
    default void idleChildren() throws Exception {
        Path status = Path.of("/proc/self/status");
        assumeTrue(Files.exists(status), "there is no " + status + " to read sizes from");
        Queue<OutputOf> printed = new ConcurrentLinkedQueue<>();
        int before = Thread.getAllStackTraces().size();
        try (Multiprocessing mp = family()
                .outputHandler(line -> printed.add(new OutputOf(line.processName(), line.text())))
                .open()) {
            SharedQueue<String> gate = mp.queue();
            SharedQueue<Integer> ready = mp.queue();
            List<ChildProcess> children = IntStream.range(0, CHILDREN)
                    .mapToObj(i -> mp.start(() -> {
                        ready.put(i);
                        gate.take();
                    }))
                    .toList();
            for (int i = 0; i < CHILDREN; i++) {
                ready.take();
            }
            assertThat(Thread.getAllStackTraces().size() - before)
                    .as("threads for %s children", CHILDREN)
                    .isLessThanOrEqualTo(CHILDREN * THREADS_EACH + THREADS_OF_A_FAMILY);
            assertThat(children).allSatisfy(child -> assertThat(residentKib(child.pid()))
                    .as("resident KiB of %s", child.getName())
                    .isLessThan(MAX_RESIDENT_KIB));
            assertThat(leastBusy(children.getFirst().toHandle()))
                    .as("processor time of a child and the parent's threads, to that of one busy thread meanwhile")
                    .isLessThan(0.3);
            gate.addAll(IntStream.range(0, CHILDREN).mapToObj(i -> "go").toList());
        }
        assertThat(printed).isEmpty();
    }

    /** A line that nobody expected. */
    record OutputOf(String process, String text) {}

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static double leastBusy(ProcessHandle child) {
        double least = Double.MAX_VALUE;
        for (int look = 0; look < 20 && least >= 0.3; look++) {
            least = Math.min(least, ProcessorTime.whileThisThreadWorks(child));
        }
        return least;
    }
}
