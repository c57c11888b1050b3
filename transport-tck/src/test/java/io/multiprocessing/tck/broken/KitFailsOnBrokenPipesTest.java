package io.multiprocessing.tck.broken;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.Alone;
import io.multiprocessing.tck.LinkDamageContract;
import io.multiprocessing.tck.LinkDeathContract;
import io.multiprocessing.tck.RawChannel;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What only processes can show: for each way to break a rule, the test that is about it must fail. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("KitFailsOnBrokenPipesTest.transport")
@ResourceLock(value = Alone.PROCESS, mode = ResourceAccessMode.READ)
class KitFailsOnBrokenPipesTest {
    private static Supplier<Transport> transport = BrokenPipes.DeliverTornFrames::new;
    private static Duration patience = Duration.ofSeconds(30);

    private static KitRun run(String method, Supplier<Transport> broken) {
        transport = broken;
        return KitRun.of(Processes.class, method);
    }

    private static void assertFails(String rule, KitRun run) {
        assertThat(run.failedFor(rule))
                .as("the kit finds that %s is broken; it failed: %s; it passed: %s", rule, run.failed(),
                        run.succeeded())
                .isTrue();
    }

    @Test
    void deliveringTornFrames() {
        patience = Duration.ofSeconds(30);
        KitRun run = run("aChildIsKilledWhileItSendsLargeFrames", BrokenPipes.DeliverTornFrames::new);
        assertFails("L9", run);
        assertThat(run.failed()).singleElement().asString().contains("other content than was sent");
    }

    @Test
    void neverNoticingADeath() {
        patience = Duration.ofSeconds(3);
        assertFails("L11", run("anIdleChildIsKilled", BrokenPipes.NeverNoticeADeath::new));
    }

    @Test
    void droppingTheDeadsWords() {
        patience = Duration.ofSeconds(30);
        assertFails("L11", run("whatADeadChildHadSentArrives", BrokenPipes.DropTheDeadsWords::new));
    }

    @Test
    void believingAnyLength() {
        patience = Duration.ofSeconds(3);
        assertFails("L9", run("noMemoryIsSetAsideForALengthOutOfBounds", BrokenPipes.BelieveAnyLength::new));
    }

    static class Processes implements LinkDeathContract, LinkDamageContract {
        @Override
        public Transport newTransport() {
            return transport.get();
        }

        @Override
        public Duration patience() {
            return patience;
        }

        @Override
        public Optional<Class<? extends RawChannel>> rawChannel() {
            return Optional.of(RawPipe.class);
        }
    }

    /** The child's output, without a link around it. */
    public static final class RawPipe implements RawChannel {
        @Override
        public OutputStream connect(String address, StandardPipes pipes) {
            return pipes.out();
        }
    }
}
