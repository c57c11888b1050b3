package io.multiprocessing.examples.download.show;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terminal that standard error is shown on.
 *
 * @param rows its height
 * @param columns its width
 * @param isUnicode whether it shows more than ASCII
 */
public record Terminal(int rows, int columns, boolean isUnicode) {
    /**
     * Set by the script, as {@code rows columns}, or empty when standard error is no terminal: a JVM can't tell by
     * itself, it only knows whether both standard input and output are one.
     */
    public static final String PROPERTY = "download.terminal";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})");
    private static final int USUAL_ROWS = 24;
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;

    /** Empty when standard error goes elsewhere, or to a terminal that can't move its cursor. */
    public static Optional<Terminal> ofStandardError() {
        String size = System.getProperty(PROPERTY);
        return of(size == null ? sizeByConsole() : size, "dumb".equals(System.getenv("TERM")));
    }

    static Optional<Terminal> of(String size, boolean isDumb) {
        boolean isUnicode = StandardCharsets.UTF_8.name().equalsIgnoreCase(System.getProperty("stderr.encoding"));
        Matcher matcher = SIZE.matcher(size.strip());
        if (isDumb || !matcher.matches()) {
            return Optional.empty();
        }
        int rows = Integer.parseInt(matcher.group(1));
        int columns = Integer.parseInt(matcher.group(2));
        return Optional.of(new Terminal(
                rows == 0 ? USUAL_ROWS : rows,
                columns == 0 ? USUAL_COLUMNS : Math.max(columns, LEAST_COLUMNS),
                isUnicode));
    }

    // The console of java.base, which is the default again since JDK 25, is null where there is no terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static String sizeByConsole() {
        Console console = System.console();
        return console != null && console.isTerminal() ? USUAL_ROWS + " " + USUAL_COLUMNS : "";
    }
}
