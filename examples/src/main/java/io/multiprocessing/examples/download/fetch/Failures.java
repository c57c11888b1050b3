package io.multiprocessing.examples.download.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Says in words what went wrong, and whether it is worth trying again. */
final class Failures {
    private static final Set<Integer> PASSING_BELOW_500 = Set.of(408, 425, 429);
    private static final Set<Integer> LASTING_FROM_500 = Set.of(501, 505);
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(408, "Request Timeout"),
            Map.entry(410, "Gone"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private Failures() {}

    /** The connection could not be made, or broke. */
    static FetchException ofConnection(IOException failure, URI url) {
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return FetchException.passing("unknown host " + url.getHost(), failure);
        }
        if (failure instanceof HttpConnectTimeoutException || failure instanceof ConnectException) {
            return FetchException.passing("can't connect to " + url.getAuthority() + suffix(failure), failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return FetchException.passing("the server is silent" + suffix(failure), failure);
        }
        if (failure instanceof SSLHandshakeException || failure instanceof SSLPeerUnverifiedException) {
            return FetchException.permanent("no secure connection to " + url.getAuthority() + suffix(failure), failure);
        }
        String what = failure instanceof SSLException ? "the secure connection broke" : "the connection broke";
        return FetchException.passing(what + suffix(failure), failure);
    }

    /** The server answered, but not with the file. */
    static FetchException ofStatus(int status, HttpHeaders headers) {
        String phrase = PHRASES.getOrDefault(status, "");
        String reason = ("the server answered " + status + " " + phrase).strip();
        boolean passing = PASSING_BELOW_500.contains(status) || (status >= 500 && !LASTING_FROM_500.contains(status));
        return passing ? FetchException.passing(reason, retryAfter(headers)) : FetchException.permanent(reason);
    }

    /** The file could not be written or read. */
    static FetchException ofDisk(String what, IOException failure) {
        return FetchException.permanent(what + ": " + describe(failure), failure);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        Optional<String> value = headers.firstValue("Retry-After").map(String::strip);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return value.get().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value.get()))
                    : Duration.between(Instant.now(), httpDate(value.get()));
        } catch (NumberFormatException | DateTimeException | ArithmeticException notUnderstood) {
            return null;
        }
    }

    /** @throws DateTimeException when it is none */
    static Instant httpDate(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String suffix(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                return ": " + cause.getMessage();
            }
        }
        return failure instanceof ConnectException ? ": connection refused" : "";
    }

    private static String describe(IOException failure) {
        String message = failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
