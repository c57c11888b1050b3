package io.multiprocessing.benchmarks.scenario.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.multiprocessing.benchmarks.program.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;

/** The program of the server: serves the corpus from memory, prints its port, ends when its standard input does. */
final class OriginMain {
    private static final int OK = 200;

    private OriginMain() {}

    public static void main(String[] args) throws IOException {
        List<byte[]> contents = Corpus.standard().contents();
        ParentWatch.endWithStandardInput();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> serve(exchange, contents));
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static void serve(HttpExchange exchange, List<byte[]> contents) throws IOException {
        try (exchange) {
            int file = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            byte[] content = contents.get(file);
            exchange.sendResponseHeaders(OK, content.length);
            exchange.getResponseBody().write(content);
        }
    }
}
