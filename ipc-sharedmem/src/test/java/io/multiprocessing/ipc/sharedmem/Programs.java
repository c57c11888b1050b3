package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.Invitation;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Small main classes that tests run in JVMs of their own. */
final class Programs {
    private Programs() {}

    /** Prints rank and availability. */
    static final class Tell {
        public static void main(String[] args) {
            SharedMemoryTransport transport = new SharedMemoryTransport();
            System.out.println(transport.rank() + " " + transport.availability().isAvailable() + " "
                    + transport.availability().reason());
        }
    }

    /** Invites a child that never comes, prints the address, and ends without another word. */
    static final class LeaveBehind {
        public static void main(String[] args) {
            System.out.println(new SharedMemoryTransport().invite("never").address());
            Runtime.getRuntime().halt(9);
        }
    }

    /**
     * Invites children until there is no room, prints the error, and what is in the directory before and after close.
     */
    static final class Fill {
        public static void main(String[] args) {
            SharedMemoryTransport transport = new SharedMemoryTransport();
            List<Invitation> invitations = new ArrayList<>();
            try {
                while (invitations.size() < 1000) {
                    invitations.add(transport.invite("child-" + invitations.size()));
                }
            } catch (TransportException e) {
                System.out.println("error=" + e.getMessage());
            }
            System.out.println("invited=" + invitations.size());
            File directory = new File(System.getProperty(SharedMemoryOptions.DIRECTORY_PROPERTY));
            String[] own = directory.list();
            System.out.println("directories=" + own.length);
            long files = own.length == 0 ? 0
                    : Arrays.stream(new File(directory, own[0]).list())
                            .filter(name -> !name.startsWith("owner"))
                            .count();
            System.out.println("files=" + files);
            invitations.forEach(Invitation::close);
            transport.close();
            System.out.println("left=" + directory.list().length);
        }
    }

    /** Connects an echo, sends one frame, lets both be idle, and prints what processor time they took in percent. */
    static final class Idle {
        private static final Duration SETTLE = Duration.ofSeconds(2);
        private static final Duration MEASURE = Duration.ofSeconds(2);

        public static void main(String[] args) throws Exception {
            Jvm.haltWithStarter();
            SharedMemoryTransport transport = new SharedMemoryTransport();
            Child child = Child.start(transport, EchoChild.class, List.of(args));
            child.link().start(new FrameHandler() {
                @Override
                public void frame(Frame frame) {}

                @Override
                public void end(TransportException cause) {}
            });
            child.link().send(Frame.of(1, new byte[0]));
            Thread.sleep(SETTLE);
            ProcessHandle self = ProcessHandle.current();
            Duration own = cpu(self);
            Duration childs = cpu(child.process().toHandle());
            Thread.sleep(MEASURE);
            System.out.println(percent(own, cpu(self)) + " " + percent(childs, cpu(child.process().toHandle())));
            transport.close();
            child.process().waitFor();
        }

        private static Duration cpu(ProcessHandle process) {
            return process.info().totalCpuDuration().orElseThrow();
        }

        private static long percent(Duration before, Duration after) {
            return 100 * after.minus(before).toMillis() / MEASURE.toMillis();
        }
    }
}
