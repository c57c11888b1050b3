package io.multiprocessing.benchmarks.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.benchmarks.program.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StationTest {
    /** Counts what it is asked. */
    public static final class Counter implements Subject {
        private int count;

        public Counter(@SuppressWarnings("unused") Settings settings) {}

        @Override
        public Measurement measure(String what, Duration slice) {
            if (what.equals("nonsense")) {
                throw new IllegalArgumentException("no such thing");
            }
            System.out.println("what a subject prints is no answer");
            return new Measurement(++count, Double.NaN, 7);
        }

        @Override
        public void close() {}
    }

    @Test
    void aStationKeepsItsSubjectUntilItIsClosed() throws IOException {
        try (Station station = JavaStation.of(Counter.class, Settings.of("any"))) {
            assertThat(count(station)).isEqualTo(1);
            assertThat(count(station)).isEqualTo(2);
            station.close();
            assertThat(count(station)).isEqualTo(1);
        }
    }

    @Test
    void aFailureTellsItsReasonAndTheNextRequestStartsAnew() throws IOException {
        try (Station station = JavaStation.of(Counter.class, Settings.of("any"))) {
            assertThat(count(station)).isEqualTo(1);
            assertThatThrownBy(() -> station.ask("nonsense", Duration.ZERO))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no such thing");
            assertThat(count(station)).isEqualTo(1);
        }
    }

    private static double count(Station station) throws IOException {
        Measurement found = station.ask("count", Duration.ZERO).measurement();
        assertThat(found.operations()).isEqualTo(7);
        assertThat(found.tail()).isNaN();
        return found.median();
    }

    @Test
    void nothingIsLeftWhenTheDriverIsKilled() throws Exception {
        Process driver =
                JavaProgram.startAloud(List.of(), System.getProperty("java.class.path"), Driver.class, List.of());
        List<ProcessHandle> started;
        try {
            assertThat(driver.inputReader().readLine()).isEqualTo("measuring");
            started = driver.descendants().toList();
        } finally {
            driver.destroyForcibly();
        }
        assertThat(started).hasSizeGreaterThan(Driver.STATIONS);
        for (ProcessHandle process : started) {
            awaitEnd(process);
        }
    }

    private static void awaitEnd(ProcessHandle process) throws Exception {
        while (process.isAlive() && !isZombie(process)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Dead, though whoever inherited it has not noticed. */
    private static boolean isZombie(ProcessHandle process) throws IOException {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String text = Files.readString(stat);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return !process.isAlive();
        }
    }
}
