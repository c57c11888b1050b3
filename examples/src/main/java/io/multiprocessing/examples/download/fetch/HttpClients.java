package io.multiprocessing.examples.download.fetch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;

/**
 * This process's HTTP clients, made at the first use. A client for {@code http} alone spares a worker the loading of
 * the TLS machinery and its trust store, which is most of what a first request costs.
 */
final class HttpClients {
    private HttpClients() {}

    static HttpClient forUrl(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? Https.CLIENT : PlainHttp.CLIENT;
    }

    /**
     * At exit, a JVM waits 300 ms for threads that are in native code, as a client's selector always is. A daemon
     * thread, so that it does not look like a hook of somebody who still has work to do.
     */
    private static HttpClient closedAtExit(HttpClient client) {
        Thread hook = new Thread(client::shutdownNow, "http-client-exit");
        hook.setDaemon(true);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // It is too late to be quick.
        }
        return client;
    }

    // Redirects are followed by Redirects, who checks each hop.
    private static final class PlainHttp {
        static final HttpClient CLIENT = closedAtExit(HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .sslContext(new NoTls())
                .build());
    }

    private static final class Https {
        static final HttpClient CLIENT = closedAtExit(HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_2)
                .build());
    }
}
