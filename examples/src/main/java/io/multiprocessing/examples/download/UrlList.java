package io.multiprocessing.examples.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The URLs of a run: those on the command line, and those of a list on standard input where it says {@code -}. */
final class UrlList {
    private static final String STANDARD_INPUT = "-";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private UrlList() {}

    /** Reads standard input to its end if it is asked for, once. */
    static List<String> of(List<String> arguments, InputStream standardInput) throws IOException {
        List<String> urls = new ArrayList<>();
        boolean read = false;
        for (String argument : arguments) {
            if (!argument.equals(STANDARD_INPUT)) {
                urls.add(argument);
            } else if (!read) {
                read = true;
                urls.addAll(list(standardInput));
            }
        }
        return urls;
    }

    /** One URL a line; blank lines and those that begin with {@code #} don't count. */
    private static List<String> list(InputStream in) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replace(BYTE_ORDER_MARK, "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        }
    }
}
