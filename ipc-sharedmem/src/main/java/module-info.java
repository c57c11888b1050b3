/** The transport "sharedmem": links over rings in memory-mapped files. */
module io.multiprocessing.ipc.sharedmem {
    requires transitive io.multiprocessing.core;

    exports io.multiprocessing.ipc.sharedmem;

    provides io.multiprocessing.spi.Transport with
            io.multiprocessing.ipc.sharedmem.SharedMemoryTransport;
}
