package io.multiprocessing.internal.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's ahead-of-time cache (JEP 483) of what every child loads: the JDK's classes and those of our own jars, so
 * that a child need not read, verify and link them. It halves the time to a child's first line that is not the bare
 * JVM's.
 *
 * <p>The JVM accepts a cache when the class path begins with the one that it was made for. So our jars come first on
 * every child's class path, and one cache serves all programs of a user, whatever stands behind:
 *
 * <pre>
 *   -cp  core.jar : transport.jar : the program's other entries, in their order
 *        \__ the cache is of these _/
 *
 *   &lt;user's cache directory&gt;/java-multiprocessing/     rwx------
 *       &lt;key&gt;.aot      key: the JDK, our jars with their sizes and times, the options that the JVM compares
 *       &lt;key&gt;.*    while it is being made, and when that failed: see {@link CacheFailure}
 * </pre>
 *
 * <p>Without a cache, or with one that the JVM does not accept after all, children start all the same, silently. There
 * is none when our classes are not in jars, and none in a directory that another user may write to.
 */
public final class StartupCache {
    /** {@code off}, or the directory to keep caches in; inherited by children. */
    public static final String PROPERTY = "io.multiprocessing.startupCache";

    /** Instead of a directory: no caches. */
    public static final String OFF = "off";

    static final String SUFFIX = ".aot";
    private static final String DIRECTORY_NAME = "java-multiprocessing";

    /** With these the JVM takes no other archive, or its classes are not those that were cached. */
    private static final List<String> INCOMPATIBLE = List.of(
            "-Xshare",
            "-XX:SharedArchiveFile",
            "-XX:AOT",
            "-XX:+AutoCreateSharedArchive",
            "-XX:ArchiveClassesAtExit",
            "-Xbootclasspath",
            "--patch-module",
            "--upgrade-module-path",
            "--limit-modules",
            "-javaagent",
            "-agent");

    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private StartupCache() {}

    /**
     * How a child is to be started.
     *
     * @param classPath with our jars first
     * @param cacheArgs what makes the JVM use the cache; empty when there is none
     * @param missing the cache that is to be made; null when there is one, or can't be
     */
    public record Plan(String classPath, List<String> cacheArgs, @Nullable Missing missing) {}

    /**
     * A cache that is to be made.
     *
     * @param jars the class path that it is for
     * @param comparedArgs the options that the JVM compares when it is asked to use a cache
     */
    public record Missing(Path javaHome, String jars, List<String> comparedArgs, Path directory, String key) {
        Path file() {
            return directory.resolve(key + SUFFIX);
        }
    }

    /**
     * Looks once at each of our jars and for the cache: some file system calls, no more. Does not throw.
     *
     * @param choice {@link #OFF}, the directory to keep caches in, empty for the user's; null for what the {@linkplain
     *     #PROPERTY property} says
     * @param ownClasses one of each of our jars, the core's first: without that one in a jar there is no cache
     */
    public static Plan plan(
            String javaHome,
            List<String> jvmArgs,
            String classPath,
            @Nullable String choice,
            List<Class<?>> ownClasses) {
        Set<String> entries = new LinkedHashSet<>(List.of(classPath.split(File.pathSeparator)));
        Set<String> jars = new LinkedHashSet<>();
        for (Class<?> own : ownClasses) {
            String jar = jarOf(own);
            if (jar != null && entries.contains(jar)) {
                jars.add(jar);
            }
        }
        Set<String> ordered = new LinkedHashSet<>(jars);
        ordered.addAll(entries);
        String path = String.join(File.pathSeparator, ordered);
        boolean isCoreInJar = jars.contains(jarOf(ownClasses.getFirst()));
        Path directory = directory(choice);
        if (!isCoreInJar || directory == null || jvmArgs.stream().anyMatch(StartupCache::isIncompatible)) {
            return new Plan(path, List.of(), null);
        }
        try {
            List<String> compared = jvmArgs.stream().filter(StartupCache::isCompared).toList();
            String key = key(Path.of(javaHome), jars, compared);
            Path file = directory.resolve(key + SUFFIX);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                if (new CacheFailure(directory, key).isRecent()) {
                    return new Plan(path, List.of(), null);
                }
                String prefix = String.join(File.pathSeparator, jars);
                return new Plan(path, List.of(), new Missing(Path.of(javaHome), prefix, compared, directory, key));
            }
            return isOurs(directory)
                    ? new Plan(path, List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off"), null)
                    : new Plan(path, List.of(), null);
        } catch (IOException e) {
            return new Plan(path, List.of(), null);
        }
    }

    private static boolean isIncompatible(String arg) {
        return INCOMPATIBLE.stream().anyMatch(arg::startsWith);
    }

    private static boolean isCompared(String arg) {
        return arg.startsWith("--") || (arg.startsWith("-XX:+Use") && arg.endsWith("GC"));
    }

    private static @Nullable String jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            URI location = source.getLocation().toURI();
            return location.getScheme().equals("file") && location.getPath().endsWith(".jar")
                    ? Path.of(location).toString()
                    : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A hash of all that decides whether the JVM will accept the cache. A collision costs a cache, no more. */
    private static String key(Path javaHome, Set<String> jars, List<String> compared) throws IOException {
        List<String> parts = new ArrayList<>(compared);
        parts.add(identity(javaHome.resolve("lib").resolve("modules")));
        for (String jar : jars) {
            parts.add(identity(Path.of(jar)));
        }
        return Integer.toHexString(parts.hashCode());
    }

    private static String identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return file + " " + attributes.size() + " " + attributes.lastModifiedTime().toMillis();
    }

    /** Null when caches are switched off, or there is no place for them. */
    static @Nullable Path directory(@Nullable String choice) {
        String chosen = choice != null ? choice : System.getProperty(PROPERTY, "");
        if (chosen.equals(OFF)) {
            return null;
        }
        if (!chosen.isEmpty()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        String local = System.getenv("LOCALAPPDATA");
        String home = System.getProperty("user.home", "");
        Path caches;
        if (xdg != null && xdg.startsWith("/")) {
            caches = Path.of(xdg);
        } else if (File.separatorChar == '\\' && local != null) {
            caches = Path.of(local);
        } else if (home.startsWith("/")) {
            boolean mac = System.getProperty("os.name", "").startsWith("Mac");
            caches = Path.of(home, mac ? "Library/Caches" : ".cache");
        } else {
            return null;
        }
        return caches.resolve(DIRECTORY_NAME);
    }

    /** Whether nobody but this user can have put anything there: a cache holds code. */
    static boolean isOurs(Path directory) {
        try {
            if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                return File.separatorChar == '\\';
            }
            PosixFileAttributes attributes =
                    Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory()
                    && attributes.permissions().equals(OWNER_ONLY.value())
                    && attributes.owner().equals(ownUser());
        } catch (IOException e) {
            return false;
        }
    }

    private static Object ownUser() throws IOException {
        Path proc = Path.of("/proc/self");
        return Files.exists(proc)
                ? Files.getOwner(proc)
                : Files.getOwner(Path.of(System.getProperty("user.home")));
    }
}
