package io.multiprocessing.examples.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.examples.download.fetch.FetchException;
import io.multiprocessing.examples.download.fetch.FetchLimits;
import io.multiprocessing.examples.download.fetch.FetchRequest;
import io.multiprocessing.examples.download.fetch.FetchResult;
import io.multiprocessing.examples.download.fetch.Fetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server whose certificate nobody trusts but who is told to. */
class TlsTest {
    private static final String PASSWORD = "password";
    private static final byte[] CONTENT = ScriptedServer.content(100_000);

    @TempDir
    Path directory;

    private final AtomicInteger handshakes = new AtomicInteger();
    private Path keyStore;
    private HttpsServer https;
    private HttpServer http;

    @BeforeEach
    void startServers() throws Exception {
        keyStore = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass",
                PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();

        https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(serverContext()) {
            @Override
            public void configure(com.sun.net.httpserver.HttpsParameters parameters) {
                handshakes.incrementAndGet();
                super.configure(parameters);
            }
        });
        https.createContext("/file", exchange -> answer(exchange, 200, null));
        https.createContext("/down", exchange -> answer(exchange, 302, url("http", http, "/file")));
        https.start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/up", exchange -> answer(exchange, 302, url("https", https, "/file")));
        http.createContext("/file", exchange -> answer(exchange, 200, null));
        http.start();
    }

    @AfterEach
    void stopServers() {
        https.stop(0);
        http.stop(0);
    }

    @Test
    void aRedirectToHttpsIsFollowedButNotOneBack() throws Exception {
        try (Multiprocessing mp = Multiprocessing.builder()
                .jvmArgs("-Djavax.net.ssl.trustStore=" + keyStore, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD)
                .open();
                ProcessPool pool = mp.pool(1)) {
            FetchRequest up = request(url("http", http, "/up"), "up");
            FetchResult result = pool.submit(() -> Fetcher.fetch(up, progress -> {})).get();
            assertThat(result.finalUrl()).isEqualTo(url("https", https, "/file"));
            assertThat(directory.resolve(result.name())).hasBinaryContent(CONTENT);

            FetchRequest down = request(url("https", https, "/down"), "down");
            assertThatThrownBy(() -> pool.submit(() -> Fetcher.fetch(down, progress -> {})).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(FetchException.class)
                    .hasMessageContaining("from https to unencrypted http");
        }
    }

    @Test
    void aServerThatIsNotTrustedIsNotTriedAgain() {
        assertThatThrownBy(() -> Fetcher.fetch(request(url("https", https, "/file"), "x"), progress -> {}))
                .isInstanceOf(FetchException.class)
                .hasMessageStartingWith("no secure connection to 127.0.0.1");
        assertThat(handshakes.get()).isLessThanOrEqualTo(1);
        assertThat(Files.exists(directory.resolve("x.part"))).isFalse();
    }

    private FetchRequest request(String url, String name) {
        return new FetchRequest(0, url, directory.toString(), name, false, false, FetchLimits.DEFAULT);
    }

    private static String url(String scheme, HttpServer server, String path) {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, int status, String location) throws IOException {
        try (exchange) {
            if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(status, CONTENT.length);
                exchange.getResponseBody().write(CONTENT);
            }
        }
    }

    private SSLContext serverContext() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
