package io.multiprocessing.examples.download.fetch;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What tells one state of a resource from another byte for byte: a strong entity tag, else a date of last modification
 * old enough to be sure (RFC 9110, 8.8). Without one, the beginning of a file can't be known to fit its rest.
 *
 * @param kind which header it came from
 */
record Validator(Kind kind, String value) {
    enum Kind {
        ETAG("ETag"),
        LAST_MODIFIED("Last-Modified");

        private final String header;

        Kind(String header) {
            this.header = header;
        }
    }

    // A file changed twice within its date's second has had two contents under one date.
    private static final Duration SURE_AFTER = Duration.ofSeconds(1);

    static Optional<Validator> of(HttpHeaders headers) {
        return headers.firstValue(Kind.ETAG.header)
                .filter(tag -> tag.startsWith("\""))
                .map(tag -> new Validator(Kind.ETAG, tag))
                .or(() -> headers.firstValue(Kind.LAST_MODIFIED.header)
                        .filter(date -> isSure(date, headers))
                        .map(date -> new Validator(Kind.LAST_MODIFIED, date)));
    }

    /** True when an answer's headers say that the resource is another one now. */
    boolean isContradictedBy(HttpHeaders headers) {
        return headers.firstValue(kind.header).filter(now -> !now.equals(value)).isPresent();
    }

    private static boolean isSure(String lastModified, HttpHeaders headers) {
        try {
            Instant modified = Failures.httpDate(lastModified);
            Instant answered = headers.firstValue("Date").map(Failures::httpDate).orElseGet(Instant::now);
            return !modified.plus(SURE_AFTER).isAfter(answered);
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
