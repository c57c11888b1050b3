package io.multiprocessing.examples.download.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known about an unfinished file, kept beside it so that a later run can go on with it.
 *
 * @param url where it comes from: to another URL's download it is out of bounds
 * @param validator the state of the resource that its bytes belong to; without one, it can't be resumed
 * @param total the size of the whole, -1 when unknown
 */
public record PartMeta(String url, Optional<Validator> validator, long total) {
    private static final int MAX_BYTES = 64 * 1024;

    static PartMeta forUrl(String url) {
        return new PartMeta(url, Optional.empty(), -1);
    }

    /** What the file says; empty when there is none, or none of ours. */
    static Optional<PartMeta> read(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            properties.load(new StringReader(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)));
            String url = properties.getProperty("url");
            if (url == null) {
                return Optional.empty();
            }
            Optional<Validator> validator = Optional.empty();
            for (Validator.Kind kind : Validator.Kind.values()) {
                String value = properties.getProperty(kind.name());
                if (value != null) {
                    validator = Optional.of(new Validator(kind, value));
                }
            }
            return Optional.of(new PartMeta(url, validator, Long.parseLong(properties.getProperty("total", "-1"))));
        } catch (IOException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("url", url);
        properties.setProperty("total", String.valueOf(total));
        validator.ifPresent(known -> properties.setProperty(known.kind().name(), known.value()));
        StringWriter text = new StringWriter();
        properties.store(text, "An unfinished download. Delete this and the .part file to start anew.");
        try (var out = Files.newOutputStream(file, CREATE, TRUNCATE_EXISTING, WRITE, NOFOLLOW_LINKS)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The URLs of all unfinished downloads in a directory, by the names their files are to have. */
    public static Map<String, String> unfinishedIn(Path directory) throws IOException {
        Map<String, String> urls = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + FileNames.META_SUFFIX)) {
            for (Path file : files) {
                String metaName = file.getFileName().toString();
                String name = metaName.substring(0, metaName.length() - FileNames.META_SUFFIX.length());
                if (Files.isRegularFile(directory.resolve(name + FileNames.PART_SUFFIX), NOFOLLOW_LINKS)) {
                    read(file).ifPresent(meta -> urls.put(name, meta.url()));
                }
            }
        }
        return urls;
    }
}
