package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTest {
    private final AtomicInteger shut = new AtomicInteger();
    private final Gate gate = new Gate() {
        @Override
        protected void onShut() {
            shut.incrementAndGet();
        }
    };

    @Test
    void shutsAtOnceWhenNobodyIsInside() {
        assertThat(gate.enter()).isTrue();
        gate.leave();
        gate.close();
        gate.close();
        assertThat(shut).hasValue(1);
        assertThat(gate.enter()).isFalse();
    }

    @Test
    void waitsForWhoIsInside() {
        gate.enter();
        gate.close();
        assertThat(gate.isClosing()).isTrue();
        assertThat(shut).hasValue(0);
        gate.leave();
        assertThat(shut).hasValue(1);
    }

    @Test
    void shutsOnceHoweverLeavingAndClosingMeet() throws Exception {
        for (int round = 0; round < 300; round++) {
            AtomicInteger shuts = new AtomicInteger();
            AtomicInteger inside = new AtomicInteger();
            Gate contended = new Gate() {
                @Override
                protected void onShut() {
                    shuts.addAndGet(inside.get() == 0 ? 1 : 100);
                }
            };
            Thread passing = Thread.ofPlatform().start(() -> {
                while (contended.enter()) {
                    inside.incrementAndGet();
                    inside.decrementAndGet();
                    contended.leave();
                }
            });
            Thread.onSpinWait();
            contended.close();
            passing.join();
            assertThat(shuts).hasValue(1);
        }
    }
}
