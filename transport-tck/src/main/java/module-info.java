/** The conformance kit of transports: interfaces of JUnit tests that a transport's test class implements. */
module io.multiprocessing.tck {
    requires transitive io.multiprocessing.core;
    requires transitive org.junit.jupiter.api;
    requires awaitility;
    requires java.management;
    requires jdk.management;
    requires org.assertj.core;

    exports io.multiprocessing.tck;
    exports io.multiprocessing.tck.family;
    exports io.multiprocessing.tck.family.child;
    exports io.multiprocessing.tck.family.fault;
    exports io.multiprocessing.tck.family.harness;
    exports io.multiprocessing.tck.family.pool;
    exports io.multiprocessing.tck.family.shared;
    exports io.multiprocessing.tck.family.sync;
    exports io.multiprocessing.tck.loopback;
}
