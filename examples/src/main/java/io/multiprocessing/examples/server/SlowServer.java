package io.multiprocessing.examples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Serves files on the loopback interface, each in the time that it is meant to take, and notes when. */
public final class SlowServer implements AutoCloseable {
    private static final String WARM_UP = "warm-up";
    private static final int SLICE_BYTES = 8 * 1024;

    static {
        // Else the last piece of an answer waits for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** When a file was being sent, by this process's {@link System#nanoTime}. */
    public record Sending(String name, long startNanos, long endNanos) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Timed> files = new ConcurrentHashMap<>();
    private final List<Sending> sendings = new ArrayList<>(); // guarded by itself

    private static final class Timed {
        private final byte[] content;
        private final long nanos;

        Timed(byte[] content, Duration duration) {
            this.content = content;
            this.nanos = duration.toNanos();
        }
    }

    public SlowServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        add(WARM_UP, new byte[1], Duration.ZERO);
    }

    /** Leads to a file that takes no time, and whose sending is not noted. */
    public String warmUpUrl() {
        return url(WARM_UP);
    }

    /**
     * Serves a file from now on.
     *
     * @param duration how long sending it takes
     * @return its URL
     */
    public String add(String name, byte[] content, Duration duration) {
        files.put("/" + name, new Timed(content, duration));
        return url(name);
    }

    private String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    /** What has been sent since the last call. */
    public List<Sending> takeSendings() {
        synchronized (sendings) {
            List<Sending> taken = List.copyOf(sendings);
            sendings.clear();
            return taken;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            Timed file = files.get(path);
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, file.content.length);
            try (OutputStream body = exchange.getResponseBody()) {
                send(file, start, body);
            }
        }
        if (!path.endsWith(WARM_UP)) {
            synchronized (sendings) {
                sendings.add(new Sending(path.substring(1), start, System.nanoTime()));
            }
        }
    }

    /** Each slice has its own deadline, counted from the start, so that no delay adds to another. */
    private static void send(Timed file, long start, OutputStream body) throws IOException {
        byte[] content = file.content;
        for (int sent = 0; sent < content.length;) {
            int length = Math.min(SLICE_BYTES, content.length - sent);
            long deadline = start + (long) ((double) file.nanos * (sent + length) / content.length);
            for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            body.write(content, sent, length);
            body.flush();
            sent += length;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
