package io.multiprocessing.examples.download;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that does as badly as a test wants: the script writes the raw bytes of each answer. */
public final class ScriptedServer implements AutoCloseable {
    /** A request as it came; header names are case-insensitive. */
    public record Request(int number, String path, Map<String, String> headers) {
        public boolean has(String header) {
            return headers.containsKey(header);
        }
    }

    /** Answers one request; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    public ScriptedServer(Script script) {
        this.script = script;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::acceptAll);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** What was asked so far, in the order of its arrival. */
    public List<Request> requests() {
        return requests;
    }

    /** The head of an answer: status line and headers. */
    public static byte[] head(String status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A whole, honest answer. */
    public static void serve(OutputStream out, String status, byte[] body, String... headers) throws IOException {
        var all = new ByteArrayOutputStream();
        String[] withLength = Arrays.copyOf(headers, headers.length + 1);
        withLength[headers.length] = "Content-Length: " + body.length;
        all.writeBytes(head(status, withLength));
        all.writeBytes(body);
        out.write(all.toByteArray());
    }

    /** Answers as a well-behaved file server: whole, or the range asked for if it is still of this state. */
    public static void serveFile(Request request, OutputStream out, byte[] body, String etag) throws IOException {
        String range = request.headers().get("Range");
        boolean sameState = etag.equals(request.headers().get("If-Range"));
        if (range == null || !sameState) {
            serve(out, "200 OK", body, "ETag: " + etag);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= body.length) {
            serve(out, "416 Range Not Satisfiable", new byte[0], "ETag: " + etag,
                    "Content-Range: bytes */" + body.length);
            return;
        }
        serve(out, "206 Partial Content", Arrays.copyOfRange(body, from, body.length), "ETag: " + etag,
                "Content-Range: bytes " + from + "-" + (body.length - 1) + "/" + body.length);
    }

    /** Reproducible content. */
    public static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serveOne(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serveOne(Socket connection) {
        try (connection) {
            Request request = read(new BufferedInputStream(connection.getInputStream()));
            script.answer(request, connection.getOutputStream());
            connection.getOutputStream().flush();
        } catch (Exception clientLeft) {
            // The tests look at what the client makes of it.
        }
    }

    private synchronized Request read(InputStream in) throws IOException {
        String requestLine = line(in);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Request request = new Request(requests.size() + 1, requestLine.split(" ")[1], headers);
        requests.add(request);
        return request;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("no whole request");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
