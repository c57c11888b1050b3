package io.multiprocessing.examples.download.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The beginning of a server's answer. The body is still to be read, and to be closed.
 *
 * @param url who answered
 */
record Answer(URI url, int status, HttpHeaders headers, ResponseBody body) {
    /**
     * Sends a request and waits for the headers. {@link HttpClient#send} would do the same, but what a server sends
     * before it cuts the connection is lost when the cut comes before {@code send} has returned.
     */
    static Answer to(HttpRequest request, HttpClient client) throws IOException, InterruptedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        CompletableFuture<?> exchange = client.sendAsync(request, info -> {
            ResponseBody body = new ResponseBody();
            answer.complete(new Answer(request.uri(), info.statusCode(), info.headers(), body));
            return body;
        });
        exchange.exceptionally(failure -> {
            answer.completeExceptionally(failure);
            return null;
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause();
            throw cause instanceof IOException broken ? broken : new IOException(cause);
        }
    }
}
