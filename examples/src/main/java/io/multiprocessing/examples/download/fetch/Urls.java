package io.multiprocessing.examples.download.fetch;

import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads URLs as generously as browsers do. */
public final class Urls {
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern UNESCAPED = Pattern.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7f]|[^\\x00-\\x7f]+");
    private static final Pattern PARTS =
            Pattern.compile("(?<start>[a-zA-Z][a-zA-Z0-9+.-]*://)?(?<authority>.*?)(?<rest>[/?#].*)?");

    private Urls() {}

    /**
     * Parses a URL or a relative reference, in which characters that should have been escaped may stand as they are.
     *
     * @throws IllegalArgumentException when that does not make it one
     */
    public static URI parse(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a URL: " + text);
        }
        String rest = parts.group("rest") == null ? "" : parts.group("rest");
        if (parts.group("start") == null) {
            return URI.create(escape(parts.group("authority") + rest));
        }
        return URI.create(parts.group("start") + ascii(parts.group("authority")) + escape(rest));
    }

    /** What is sent to a server. */
    public static URI withoutFragment(URI url) {
        String text = url.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? url : URI.create(text.substring(0, fragment));
    }

    private static String ascii(String authority) {
        boolean isAscii = authority.chars().allMatch(c -> c < 0x80);
        int port = authority.lastIndexOf(':');
        if (isAscii) {
            return authority;
        }
        return port < 0
                ? IDN.toASCII(authority)
                : IDN.toASCII(authority.substring(0, port)) + authority.substring(port);
    }

    private static String escape(String text) {
        String percent = STRAY_PERCENT.matcher(text).replaceAll("%25");
        String escaped = UNESCAPED.matcher(percent).replaceAll(found -> percentEncoded(found.group()));
        return escapeBracketsInPath(escaped);
    }

    private static String escapeBracketsInPath(String text) {
        int end = text.indexOf('?') >= 0 ? text.indexOf('?') : text.length();
        return text.substring(0, end).replace("[", "%5B").replace("]", "%5D") + text.substring(end);
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(String.format("%02X", b));
        }
        return encoded.toString();
    }
}
