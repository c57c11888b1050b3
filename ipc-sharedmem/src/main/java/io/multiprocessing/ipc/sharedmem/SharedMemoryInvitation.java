package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A region made for one child, until the child has mapped it: then the link owns it, and its name is taken away. */
final class SharedMemoryInvitation extends Invitation {
    /** A child takes a tenth of a second to start; there is no hurry worth a processor. */
    private static final long LOOK_EVERY_NANOS = 300_000;

    private static final long LATER_LOOK_EVERY_NANOS = 5_000_000;
    private static final long LATER_NANOS = 2_000_000_000;

    private final String label;
    private final RegionFile region;
    private final int ringBytes;
    private final Set<Invitation> open;
    private final Gate gate = new DiscardingGate();
    private boolean taken;

    /** @param open where this is to be removed from once it is closed */
    SharedMemoryInvitation(String label, RegionFile region, int ringBytes, Set<Invitation> open) {
        super(region.path().toString());
        this.label = label;
        this.region = region;
        this.ringBytes = ringBytes;
        this.open = open;
        Words.storeInt(region.memory(), LinkLayout.RING_BYTES, ringBytes);
    }

    String label() {
        return label;
    }

    int ringBytes() {
        return ringBytes;
    }

    /**
     * Waits for the child. Not affected by interrupts.
     *
     * @return the region, which is the caller's from now on
     * @throws TransportException when the child did not come in time, or when the invitation was closed
     */
    RegionFile awaitChild(Duration timeout) {
        if (!gate.enter()) {
            throw withdrawn();
        }
        try {
            awaitConnected(timeout);
            taken = true;
            region.unlink();
            return region;
        } catch (InternalError e) {
            throw new TransportException("The memory for child " + label + " is gone before the child came: something"
                    + " truncated its file: file=" + region.path(), e);
        } finally {
            gate.leave();
        }
    }

    private void awaitConnected(Duration timeout) {
        long began = System.nanoTime();
        boolean interrupted = false;
        try {
            // SYNC POINT connected (acquire)
            while (Words.loadInt(region.memory(), LinkLayout.CONNECTED) == 0) {
                long waited = System.nanoTime() - began;
                if (gate.isClosing()) {
                    throw withdrawn();
                }
                if (waited >= timeout.toNanos()) {
                    throw new TransportException(
                            "Child " + label + " did not map its shared memory in time: waitedMillis="
                                    + timeout.toMillis() + " file=" + region.path());
                }
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(this, waited < LATER_NANOS ? LOOK_EVERY_NANOS : LATER_LOOK_EVERY_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TransportException withdrawn() {
        return new TransportException("The invitation of child " + label + " was closed, or used before");
    }

    @Override
    public void close() {
        gate.close();
        open.remove(this);
    }

    private final class DiscardingGate extends Gate {
        @Override
        protected void onShut() {
            if (!taken) {
                region.close();
            }
        }
    }
}
