package io.multiprocessing.examples.download.fetch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Range} header: {@code bytes 100-199/1000}, or {@code bytes *}{@code /1000} with status 416.
 *
 * @param start the first byte's position, -1 with status 416
 * @param end the last byte's position, -1 with status 416
 * @param total the whole's size, -1 when unknown
 */
record ContentRange(long start, long end, long total) {
    private static final Pattern FORM = Pattern.compile(
            "(?i)bytes\\s+(?:(?<start>\\d{1,18})-(?<end>\\d{1,18})|\\*)/(?:(?<total>\\d{1,18})|\\*)\\s*");

    static Optional<ContentRange> parse(String header) {
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ContentRange(
                number(matcher.group("start")), number(matcher.group("end")), number(matcher.group("total"))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? -1 : Long.parseLong(digits);
    }
}
