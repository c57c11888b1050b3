package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.RegionFile;

/**
 * Makes the two ends that one process has of a link's rings.
 *
 * @param isParent which of the two processes this is
 * @param spinNanos see {@link Waiter}
 * @param name of the link, for messages
 */
record LinkEnds(RegionFile region, boolean isParent, int ringBytes, long spinNanos, String name, LinkState state) {
    RingReader reader() {
        int control = isParent ? LinkLayout.TO_PARENT : LinkLayout.TO_CHILD;
        Waiter waiter = new Waiter(bell(control + LinkLayout.READER_ASLEEP), spinNanos);
        return new RingReader(ring(control), bell(control + LinkLayout.WRITER_ASLEEP), waiter, state);
    }

    RingWriter writer() {
        int control = isParent ? LinkLayout.TO_CHILD : LinkLayout.TO_PARENT;
        Waiter waiter = new Waiter(bell(control + LinkLayout.WRITER_ASLEEP), spinNanos);
        return new RingWriter(ring(control), bell(control + LinkLayout.READER_ASLEEP), waiter, state);
    }

    private ByteRing ring(int control) {
        int data = control == LinkLayout.TO_CHILD ? LinkLayout.DATA : LinkLayout.DATA + ringBytes;
        return new ByteRing(region, control, data, ringBytes, name);
    }

    private Doorbell bell(int offset) {
        return isParent
                ? new Doorbell(region, offset, LinkLayout.PARENT_CAN_WAKE, LinkLayout.CHILD_CAN_WAKE)
                : new Doorbell(region, offset, LinkLayout.CHILD_CAN_WAKE, LinkLayout.PARENT_CAN_WAKE);
    }
}
