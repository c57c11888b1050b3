/** Multiprocessing for the JVM: processes, pools, queues and pipes in the vocabulary of java.util.concurrent. */
module io.multiprocessing.core {
    requires transitive org.jspecify;
    requires com.google.protobuf;
    requires java.management;
    requires static jdk.jfr;

    exports io.multiprocessing;
    exports io.multiprocessing.spi;
    // The conformance kit starts bare children of its own.
    exports io.multiprocessing.internal.launch to
            io.multiprocessing.tck;

    uses io.multiprocessing.spi.Transport;
}
