package io.multiprocessing.tck.family.standby;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.tck.family.harness.Await;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A family whose processes can be found among all of the machine, by an option that no others have. */
final class Reserve implements AutoCloseable {
    final Multiprocessing family;
    private final String mark;
    private final Duration patience;

    private Reserve(Multiprocessing.Builder builder, int standby, Duration patience) {
        this.mark = mark();
        this.patience = patience;
        this.family = builder.jvmArgs(mark).standby(standby).open();
    }

    /** Opens it, and waits until so many processes stand by. */
    static Reserve of(Multiprocessing.Builder builder, int standby, Duration patience) {
        Reserve reserve = new Reserve(builder, standby, patience);
        reserve.awaitReady(standby);
        return reserve;
    }

    /** An option that no other process has. */
    static String mark() {
        return "-Dmp.test.reserve=" + UUID.randomUUID();
    }

    void awaitReady(int count) {
        awaitReady(family, count, patience);
    }

    static void awaitReady(Multiprocessing family, int count, Duration patience) {
        Await.until(count + " stand by", patience, () -> family.standbyStats().ready() == count);
    }

    /** The processes of the family that live now. */
    List<Long> pids() {
        return Await.withArgument(mark);
    }

    /** The only process that lives, which stands by. */
    long onlyPid() {
        List<Long> pids = pids();
        assertThat(pids).hasSize(1);
        return pids.getFirst();
    }

    @Override
    public void close() {
        family.close();
    }
}
