/** The transport "pipe": links over a child's anonymous standard pipes. */
module io.multiprocessing.ipc.pipe {
    requires io.multiprocessing.core;

    exports io.multiprocessing.ipc.pipe;

    provides io.multiprocessing.spi.Transport with
            io.multiprocessing.ipc.pipe.PipeTransport;
}
