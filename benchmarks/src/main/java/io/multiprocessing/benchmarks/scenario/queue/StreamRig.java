package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.benchmarks.program.JavaProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One partner at the end of a bare pipe or Unix socket: what a transport of bytes can do at best. */
final class StreamRig implements Rig {
    private final Process process;
    private final AutoCloseable channel;
    private final Line line;

    private StreamRig(Process process, AutoCloseable channel, Line line) {
        this.process = process;
        this.channel = channel;
        this.line = line;
    }

    static Rig pipe() throws IOException {
        Process process = start("pipe");
        return new StreamRig(process, () -> {}, line(process.getInputStream(), process.getOutputStream()));
    }

    static Rig socket() throws IOException {
        Path directory = Files.createTempDirectory("multiprocessing-echo");
        Path path = directory.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            Process process = start(path.toString());
            SocketChannel channel = server.accept();
            return new StreamRig(process, channel, line(channel));
        } finally {
            Files.deleteIfExists(path);
            Files.delete(directory);
        }
    }

    static Line line(SocketChannel channel) {
        return line(Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    static Line line(InputStream in, OutputStream out) {
        return new StreamLine(in, out);
    }

    private static Process start(String where) throws IOException {
        return JavaProgram.startAloud(
                List.of("-XX:+UseSerialGC"), System.getProperty("java.class.path"), StreamPartner.class,
                List.of(where));
    }

    @Override
    public List<Line> requests() {
        return List.of(line);
    }

    @Override
    public List<Line> answers() {
        return List.of(line);
    }

    @Override
    public void close() throws Exception {
        line.send(Partner.END);
        process.waitFor();
        channel.close();
    }
}
