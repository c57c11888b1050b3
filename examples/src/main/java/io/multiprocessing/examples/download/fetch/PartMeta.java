package io.multiprocessing.examples.download.fetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about an unfinished file, kept beside it so that a later run can go on with it.
 *
 * @param url where it comes from: to another URL's download it is out of bounds
 * @param validator the state of the resource that its bytes belong to; without one, it can't be resumed
 * @param total the size of the whole, -1 when unknown
 */
public record PartMeta(String url, Optional<Validator> validator, long total) {
    private static final int MAX_BYTES = 64 * 1024;
    private static final String COMMENT = "# An unfinished download. Delete this and the .part file to start anew.";
    private static final String URL = "url";
    private static final String TOTAL = "total";

    static PartMeta forUrl(String url) {
        return new PartMeta(url, Optional.empty(), -1);
    }

    /** What the file says; empty when there is none, or none of ours. */
    static Optional<PartMeta> read(Path file) {
        String url = null;
        Validator validator = null;
        long total = -1;
        try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                int equals = line.indexOf('=');
                String key = line.substring(0, Math.max(0, equals));
                String value = line.substring(equals + 1);
                if (key.equals(URL)) {
                    url = value;
                } else if (key.equals(TOTAL)) {
                    total = Long.parseLong(value);
                } else if (!key.isEmpty()) {
                    validator = new Validator(Validator.Kind.valueOf(key), value);
                }
            }
        } catch (IOException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
        return url == null ? Optional.empty() : Optional.of(new PartMeta(url, Optional.ofNullable(validator), total));
    }

    /** Values are URLs, numbers and header values: none has a line break. */
    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(COMMENT).append('\n');
        text.append(URL).append('=').append(url).append('\n');
        text.append(TOTAL).append('=').append(total).append('\n');
        if (validator.isPresent()) {
            text.append(validator.get().kind().name()).append('=').append(validator.get().value()).append('\n');
        }
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
