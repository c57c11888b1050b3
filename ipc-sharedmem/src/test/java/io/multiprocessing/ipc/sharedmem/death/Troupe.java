package io.multiprocessing.ipc.sharedmem.death;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;

/** A family in which victims die one after the other. */
public interface Troupe<P> extends AutoCloseable {
    /** A family whose processes start soon, and sleep in the kernel from the beginning. */
    public static Multiprocessing openFamily() {
        return openFamily("sharedmem");
    }

    public static Multiprocessing openFamily(String transport) {
        return Multiprocessing.builder()
                .transport(transport)
                .jvmArgs("-XX:TieredStopAtLevel=1",
                        "-Dio.multiprocessing.sharedmem.futexDelay=0")
                .open();
    }

    /** Whatever its members do. */
    static void dismiss(Multiprocessing family) {
        family.activeChildren().forEach(ChildProcess::kill);
        family.close();
    }

    Trial prepare(Death<P> death);

    @Override
    void close();
}
