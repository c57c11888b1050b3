package io.multiprocessing.examples.download.names;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file name that a {@code Content-Disposition} header suggests (RFC 6266, RFC 8187 for other alphabets). */
public final class ContentDisposition {
    private static final int MAX_LENGTH = 4096;
    private static final Pattern PARAMETER = Pattern.compile(
            ";\\s*(?<name>[\\w!#$%&'*+.^`|~-]+)\\s*=\\s*"
                    + "(?:\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"?|(?<token>[^;]*))");
    private static final Pattern EXTENDED = Pattern.compile("(?i)(?<charset>UTF-8|ISO-8859-1)'[^']*'(?<text>.*)");

    private ContentDisposition() {}

    /**
     * The suggested name as the server means it: not yet safe, see {@link FileNames#sanitise}.
     *
     * @param header the header's value, its bytes taken for ISO-8859-1 as HTTP does
     */
    public static Optional<String> fileName(String header) {
        if (header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            String quoted = matcher.group("quoted");
            String value = quoted == null
                    ? matcher.group("token").strip()
                    : quoted.replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(matcher.group("name").toLowerCase(Locale.ROOT), value);
        }
        return Optional.ofNullable(parameters.get("filename*"))
                .flatMap(ContentDisposition::extended)
                .or(() -> Optional.ofNullable(parameters.get("filename")).map(ContentDisposition::plain))
                .filter(name -> !name.isBlank());
    }

    private static Optional<String> extended(String value) {
        Matcher matcher = EXTENDED.matcher(value);
        return matcher.matches()
                ? Optional.of(PercentCoding.decode(matcher.group("text"), Charset.forName(matcher.group("charset"))))
                : Optional.empty();
    }

    // Against the letter of the standard, servers send UTF-8 bytes and percent escapes here, and browsers decode them.
    private static String plain(String value) {
        String text = value.chars().allMatch(c -> c <= 0xFF)
                ? PercentCoding.decode(value.getBytes(StandardCharsets.ISO_8859_1))
                : value;
        return PercentCoding.decode(text);
    }
}
