package io.multiprocessing.examples.download.fetch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks a server, and the servers that it points to, until one answers with something other than a redirect. */
final class Redirects {
    private static final int MOST = 20;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final String USER_AGENT = "multiprocessing-download/1";

    private Redirects() {}

    /**
     * Asks with GET.
     *
     * @param patience how long each server may take to answer
     */
    static Answer get(URI url, Map<String, String> headers, Duration patience)
            throws FetchException, InterruptedException {
        URI current = url;
        for (int hops = 0; hops <= MOST; hops++) {
            requireFetchable(current);
            Answer answer = send(current, headers, patience);
            if (!STATUSES.contains(answer.status())) {
                return answer;
            }
            answer.body().discard();
            current = target(current, answer.headers());
        }
        throw FetchException.permanent("more than " + MOST + " redirects");
    }

    static void requireFetchable(URI url) throws FetchException {
        String scheme = url.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw FetchException.permanent("not an http or https URL: " + url);
        }
        if (url.getHost() == null) {
            throw FetchException.permanent("no usable host name in " + url);
        }
        if (url.getRawUserInfo() != null) {
            throw FetchException.permanent("user names and passwords in URLs are not supported");
        }
    }

    private static Answer send(URI url, Map<String, String> headers, Duration patience)
            throws FetchException, InterruptedException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(patience)
                    .header("User-Agent", USER_AGENT)
                    .header("Accept", "*/*")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            return Answer.to(request.build(), HttpClients.forUrl(url));
        } catch (IOException e) {
            throw Failures.ofConnection(e, url);
        } catch (IllegalArgumentException e) {
            throw FetchException.permanent("can't ask for " + url + ": " + e.getMessage(), e);
        }
    }

    private static URI target(URI from, HttpHeaders headers) throws FetchException {
        String location = headers.firstValue("Location")
                .orElseThrow(() -> FetchException.permanent("the server redirects without saying where to"));
        URI to;
        try {
            to = from.resolve(Urls.parse(location));
        } catch (IllegalArgumentException e) {
            throw FetchException.permanent("the server redirects to something that is no URL: " + location, e);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
            throw FetchException.permanent("the server redirects from https to unencrypted http: " + to);
        }
        return Urls.withoutFragment(to);
    }
}
