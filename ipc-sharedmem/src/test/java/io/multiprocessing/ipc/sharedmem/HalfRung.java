package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.RegionFile;
import io.multiprocessing.spi.Words;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A parent process that sleeps on its link until it notices that the {@link Ringer} has died. Prints {@code noticed},
 * or {@code still asleep} after a time that nobody needs who is woken.
 *
 * <p>Arguments: JVM arguments of the child.
 */
final class HalfRung {
    private static final long PATIENCE_SECONDS = 30;

    private HalfRung() {}

    public static void main(String[] args) throws Exception {
        Jvm.haltWithStarter();
        CountDownLatch noticed = new CountDownLatch(1);
        SharedMemoryTransport transport = new SharedMemoryTransport();
        Child ringer = Child.start(transport, Ringer.class, List.of(args));
        ringer.link().start(new FrameHandler() {
            @Override
            public void frame(Frame frame) {
                throw new IllegalStateException("The ringer sends nothing, but this came: " + frame);
            }

            @Override
            public void end(TransportException cause) {
                noticed.countDown();
            }
        });
        ringer.process().waitFor();
        System.out.println(noticed.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? "noticed" : "still asleep");
        transport.close();
    }

    /**
     * A child that dies between the two steps of a {@link Doorbell}'s ring: the word is clear, its sleeper sleeps on.
     */
    static final class Ringer {
        private static final int BELL = LinkLayout.TO_PARENT + LinkLayout.READER_ASLEEP;
        private static final int AWAKE = 0;
        private static final long SETTLE_MILLIS = 200;

        private Ringer() {}

        public static void main(String[] args) throws Exception {
            RegionFile region = RegionFile.open(Path.of(Child.readAddress()), LinkLayout.KIND);
            ByteBuffer memory = region.memory();
            Words.storeInt(memory, LinkLayout.CHILD_CAN_WAKE, 1);
            Words.storeInt(memory, LinkLayout.CONNECTED, 1);
            do {
                while (Words.loadInt(memory, BELL) == AWAKE) {
                    Thread.sleep(1);
                }
                // One who has announced its sleep gets to it first; if not, it looks at the word, and announces it
                // anew.
                Thread.sleep(SETTLE_MILLIS);
                Words.storeInt(memory, BELL, AWAKE);
                Thread.sleep(SETTLE_MILLIS);
            } while (Words.loadInt(memory, BELL) != AWAKE);
            Runtime.getRuntime().halt(9);
        }
    }
}
