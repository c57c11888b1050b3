/** The transport "socket": links over Unix domain sockets. */
module io.multiprocessing.ipc.socket {
    requires io.multiprocessing.core;
    // Asked for by those who serve children only: a child gets along with java.base.
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;

    exports io.multiprocessing.ipc.socket;

    provides io.multiprocessing.spi.Transport with
            io.multiprocessing.ipc.socket.SocketTransport;
}
