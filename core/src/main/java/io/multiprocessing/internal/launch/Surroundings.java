package io.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this JVM was started with, as far as its children should be alike. */
public final class Surroundings {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** Options without which the parent's code might not run; each is one argument. */
    private static final List<String> INHERITED_PREFIXES = List.of(
            "--enable-preview",
            "--add-opens",
            "--add-exports",
            "--add-reads",
            "--add-modules",
            "--enable-native-access",
            "--sun-misc-unsafe-memory-access",
            "--illegal-native-access",
            "-ea",
            "-enableassertions",
            "-Djava.library.path=",
            "-Djava.io.tmpdir=",
            "-Dfile.encoding=",
            "-D" + StartupCache.PROPERTY + "=");

    /**
     * Chosen for the start and the size of a small process, as is the collector that has no threads of its own. No
     * performance data file: a killed JVM would leave it behind in the temporary directory.
     */
    private static final List<String> OWN_ARGS = List.of("-XX:-UsePerfData");

    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private Surroundings() {}

    public static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** This JVM's class path; when a class loader of another kind loaded the application, its locations as well. */
    public static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        addPath(entries, System.getProperty("java.class.path", ""));
        addPath(entries, System.getProperty("jdk.module.path", ""));
        for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
                loader != null;
                loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    addLocation(entries, url);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Made absolute, since a child may run in another directory. */
    private static void addPath(Set<String> entries, String path) {
        for (String entry : path.split(File.pathSeparator)) {
            if (!entry.isEmpty()) {
                boolean wildcard = entry.endsWith("*");
                entries.add(wildcard ? entry : Path.of(entry).toAbsolutePath().toString());
            }
        }
    }

    private static void addLocation(Set<String> entries, URL url) {
        if (url.getProtocol().equals("file")) {
            try {
                entries.add(Path.of(new URI(url.toString())).toString());
            } catch (URISyntaxException | IllegalArgumentException e) {
                System.getLogger("io.multiprocessing")
                        .log(System.Logger.Level.DEBUG, "Not passed on to children's class path: " + url, e);
            }
        }
    }

    /** The options of a child JVM: ours, those of this JVM that its code needs, the heap, the user's. */
    public static List<String> jvmArgs(@Nullable String maxHeap, List<String> chosen) {
        List<String> args = new ArrayList<>(OWN_ARGS);
        if (chosen.stream().noneMatch(arg -> arg.startsWith("-XX:+Use") && arg.endsWith("GC"))) {
            args.add(COLLECTOR);
        }
        List<String> inherited = inherited();
        if (inherited.stream().noneMatch(arg -> arg.startsWith("--enable-native-access"))) {
            args.add(NATIVE_ACCESS);
        }
        args.addAll(inherited);
        if (maxHeap != null) {
            args.add("-Xmx" + maxHeap);
        }
        args.addAll(chosen);
        return List.copyOf(args);
    }

    private static List<String> inherited() {
        List<String> own = ownArguments();
        List<String> inherited = new ArrayList<>();
        for (int i = 0; i < own.size() && own.get(i).startsWith("-"); i++) {
            String arg = own.get(i);
            boolean valueFollows = takesValue(arg);
            if (INHERITED_PREFIXES.stream().anyMatch(arg::startsWith)) {
                inherited.add(valueFollows && i + 1 < own.size() ? arg + "=" + own.get(i + 1) : arg);
            }
            if (valueFollows) {
                i++;
            }
        }
        return inherited;
    }

    private static boolean takesValue(String arg) {
        return switch (arg) {
            case "-cp",
                    "-classpath",
                    "--class-path",
                    "-p",
                    "--module-path",
                    "--upgrade-module-path",
                    "--add-modules",
                    "--add-opens",
                    "--add-exports",
                    "--add-reads",
                    "--enable-native-access",
                    "-m",
                    "--module" -> true;
            default -> false;
        };
    }

    private static List<String> ownArguments() {
        try {
            String line = Files.readString(COMMAND_LINE, StandardCharsets.ISO_8859_1);
            List<String> parts = List.of(line.split("\0"));
            return parts.isEmpty() ? parts : parts.subList(1, parts.size());
        } catch (IOException e) {
            return ProcessHandle.current().info().arguments().map(List::of).orElse(List.of());
        }
    }

    /** @throws IllegalArgumentException when the JVM would not understand it */
    public static String checkedHeapSize(String size) {
        boolean valid = !size.isEmpty() && Character.isDigit(size.charAt(0));
        for (int i = 0; i < size.length(); i++) {
            boolean unit = i == size.length() - 1 && i > 0 && "kKmMgGtT".indexOf(size.charAt(i)) >= 0;
            valid &= unit || Character.isDigit(size.charAt(i));
        }
        if (!valid) {
            throw new IllegalArgumentException(
                    "Not a heap size: \"" + size + "\". Give a number of bytes, or a number with k, m or g: 512m");
        }
        return size;
    }
}
