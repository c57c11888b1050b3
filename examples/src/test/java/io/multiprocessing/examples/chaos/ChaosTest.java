package io.multiprocessing.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred kills each time, ten thousand in a soak; everything that should be zero is. Prints the seed. */
class ChaosTest {
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void oneHundredKills(String transport) throws Exception {
        assertWell(transport, 34);
    }

    @Tag("soak")
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @ValueSource(strings = {"pipe", "socket", "sharedmem"})
    void tenThousandKills(String transport) throws Exception {
        assertWell(transport, 3334);
    }

    /** The times are printed, and left to the reader: they are the machine's as much as ours. */
    private static void assertWell(String transport, int kills) throws Exception {
        ChaosReport report = new ChaosRun(ChaosSettings.of(transport, kills, System.nanoTime())).run();
        System.out.println(report.text());
        assertThat(report.faults()).as(report.text()).isEmpty();
    }
}
