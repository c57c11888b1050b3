package io.multiprocessing.internal.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {
    @Test
    void aPauseOfTheObserverCountsAsOneStep() {
        ObservedTime time = new ObservedTime(200);
        assertThat(time.step(1_000_000)).isZero();
        assertThat(time.step(1_000_050)).isEqualTo(50);
        assertThat(time.step(9_000_000)).isEqualTo(200);
        assertThat(time.step(9_000_010)).isEqualTo(10);
    }

    @Test
    void silenceGrowsUntilAFrameComesAndBeginsAnewWithAQuestion() {
        Pulse pulse = new Pulse();
        assertThat(pulse.advance(10)).isEqualTo(10);
        assertThat(pulse.advance(10)).isEqualTo(20);
        pulse.asked(Vitals.UNKNOWN);
        assertThat(pulse.isAsked()).isTrue();
        assertThat(pulse.advance(5)).isEqualTo(5);
        pulse.beat();
        pulse.beat();
        assertThat(pulse.advance(5)).isZero();
        assertThat(pulse.isAsked()).isFalse();
    }

    @Test
    void aDeliveryThatLastsIsTheObserversOwnFault() {
        Pulse pulse = new Pulse();
        pulse.beat();
        assertThat(pulse.isDeliveryStuck()).as("it has just begun").isFalse();
        long ignored = pulse.advance(10);
        assertThat(pulse.isDeliveryStuck()).isTrue();
        pulse.beat();
        assertThat(pulse.isDeliveryStuck()).isFalse();
    }

    @Test
    void whatTheSystemSaysTellsStoppedFromBusy() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")));
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            Vitals first = Vitals.of(busy.pid());
            await().until(() -> Vitals.of(busy.pid()).hasRunSince(first));
            assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(busy.pid())).start().waitFor()).isZero();
            await().until(() -> Vitals.of(busy.pid()).isStopped());
            Vitals stopped = Vitals.of(busy.pid());
            assertThat(Vitals.of(busy.pid()).hasRunSince(stopped)).isFalse();
            assertThat(stopped.describe()).contains("stopped");
        } finally {
            busy.destroyForcibly().waitFor();
        }
        assertThat(Vitals.of(Long.MAX_VALUE)).isEqualTo(Vitals.UNKNOWN);
    }

    @Test
    void aDebuggersAgentIsSeenAmongTheOptions() {
        assertThat(Debugger.mayStop(List.of("-Xmx1g"), Map.of())).isFalse();
        assertThat(Debugger.mayStop(List.of("-agentlib:jdwp=transport=dt_socket"), Map.of())).isTrue();
        assertThat(Debugger.mayStop(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xrunjdwp:server=y"))).isTrue();
    }
}
