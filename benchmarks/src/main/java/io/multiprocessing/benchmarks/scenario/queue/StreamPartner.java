package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.benchmarks.program.ParentWatch;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** The program at the other end of a pipe, which ends with it, or of a socket. */
final class StreamPartner {
    private StreamPartner() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("pipe")) {
            serve(StreamRig.line(
                    new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out)));
        } else {
            ParentWatch.endWithStandardInput();
            try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]))) {
                serve(StreamRig.line(channel));
            }
        }
    }

    private static void serve(Line line) throws Exception {
        Partner.serve(line, new Line[] {line}, () -> {});
    }
}
