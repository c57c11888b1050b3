package io.multiprocessing.examples.download.names;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what strangers call a file into a name that is safe in any directory, on any usual file system: one path
 * segment, visible, not reserved, at most {@value #MAX_BYTES} bytes of UTF-8.
 */
public final class FileNames {
    /** Leaves room, within the usual 255, for {@code " (9999)"} and for the suffixes of a temporary file. */
    public static final int MAX_BYTES = 200;

    /** The suffix of a file that is not whole yet. */
    public static final String PART_SUFFIX = ".part";

    /** The suffix of what is known about a file that is not whole yet. */
    public static final String META_SUFFIX = PART_SUFFIX + ".meta";

    private static final String WHEN_URL_HAS_NONE = "index.html";
    private static final String WHEN_NOTHING_IS_LEFT = "download";
    private static final int MAX_EXTENSION = 24;

    // Control, format (zero-width, direction marks), surrogates without a partner, private use, line separators.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");
    private static final Pattern RESERVED_CHARACTERS = Pattern.compile("[<>:\"|?*]");
    private static final Pattern RESERVED_ON_WINDOWS = Pattern.compile(
            "(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|COM[0-9¹²³]|LPT[0-9¹²³])\\s*(\\..*)?");
    private static final Pattern OUR_SUFFIXES = Pattern.compile("(?i).*\\.part(\\.meta)?");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(\\.tar)?\\.[\\p{L}\\p{N}_-]{1," + MAX_EXTENSION + "}$");

    private FileNames() {}

    /** The name for what a URL leads to: its last path segment, decoded. */
    public static String fromUrl(URI url) {
        String path = url.getRawPath();
        if (path == null || path.isEmpty() || path.endsWith("/")) {
            return WHEN_URL_HAS_NONE;
        }
        return sanitise(PercentCoding.decode(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** The nearest safe name. Of something that looks like a path, only the last segment counts. */
    public static String sanitise(String suggestion) {
        String name = suggestion.substring(
                Math.max(suggestion.lastIndexOf('/'), suggestion.lastIndexOf('\\')) + 1);
        if (!isAscii(name)) {
            name = Normalizer.normalize(name, Normalizer.Form.NFC);
        }
        name = INVISIBLE.matcher(name).replaceAll("_");
        name = RESERVED_CHARACTERS.matcher(name).replaceAll("_");
        name = representable(name.replaceFirst("^[.\\s]+", "").replaceFirst("[.\\s]+$", ""));
        if (name.startsWith("-")) {
            name = "_" + name.substring(1);
        }
        if (RESERVED_ON_WINDOWS.matcher(name).matches()) {
            name = "_" + name;
        }
        name = shorten(name, MAX_BYTES);
        if (OUR_SUFFIXES.matcher(name).matches()) {
            name = name + "_";
        }
        return name.isEmpty() ? WHEN_NOTHING_IS_LEFT : name;
    }

    /**
     * The name's n-th variant, for names kept apart: {@code a.txt, a (2).txt, a (3).txt, ...}
     *
     * @param n from 1, which is the name itself
     */
    public static String variant(String name, int n) {
        if (n == 1) {
            return name;
        }
        int extension = extensionStart(name);
        return name.substring(0, extension) + " (" + n + ")" + name.substring(extension);
    }

    /** Names that a file system may hold to be the same have the same key. */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** In a locale without Unicode, a JVM can't make files with names beyond ASCII. */
    private static String representable(String name) {
        try {
            Path ignored = Path.of(name);
            return name;
        } catch (InvalidPathException notInThisLocale) {
            return name.replaceAll("[^\\x00-\\x7f]", "_");
        }
    }

    private static boolean isAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static int extensionStart(String name) {
        Matcher extension = EXTENSION.matcher(name);
        return extension.find() && extension.start() > 0 ? extension.start() : name.length();
    }

    private static String shorten(String name, int maxBytes) {
        if (utf8Length(name) <= maxBytes) {
            return name;
        }
        int extensionStart = extensionStart(name);
        String extension = name.substring(extensionStart);
        int end = extensionStart;
        while (end > 0 && utf8Length(name.substring(0, end)) + utf8Length(extension) > maxBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end).stripTrailing() + extension;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
