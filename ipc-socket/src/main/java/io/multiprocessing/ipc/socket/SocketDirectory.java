package io.multiprocessing.ipc.socket;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.PrivateDirectory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the socket goes: a directory whose path leaves room for it in the few bytes that a socket's address has. */
final class SocketDirectory {
    static final String PREFIX = "mp-";
    static final String SOCKET_NAME = "s";

    /** The JDK takes two bytes less than struct sockaddr_un has room for: 108 on Linux, 104 on macOS and the BSDs. */
    static final int MAX_PATH_BYTES = System.getProperty("os.name", "").startsWith("Linux") ? 106 : 102;

    private static final int BYTES_BELOW_PARENT =
            1 + PREFIX.length() + PrivateDirectory.RANDOM_LENGTH + 1 + SOCKET_NAME.length();

    private SocketDirectory() {}

    /** The temporary directory, and where else to go when its path is too long. */
    static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        candidates.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        String runtimeDirectory = System.getenv("XDG_RUNTIME_DIR");
        if (runtimeDirectory != null && !runtimeDirectory.isEmpty()) {
            candidates.add(Path.of(runtimeDirectory));
        }
        candidates.add(Path.of("/tmp"));
        return candidates;
    }

    /** The first candidate if it is short enough, else the first that is, and can be written to. */
    static Optional<Path> shortEnough(List<Path> candidates) {
        Path first = candidates.getFirst();
        return candidates.stream()
                .map(Path::toAbsolutePath)
                .filter(path -> socketPathBytes(path) <= MAX_PATH_BYTES)
                .filter(path -> path.equals(first.toAbsolutePath())
                        || (Files.isDirectory(path) && Files.isWritable(path)))
                .findFirst();
    }

    /** @throws TransportException when no candidate is short enough, or a directory can't be made in it */
    static PrivateDirectory create(List<Path> candidates) {
        Path parent = shortEnough(candidates).orElseThrow(() -> new TransportException(tooLong(candidates)));
        return PrivateDirectory.create(parent, PREFIX);
    }

    static String tooLong(List<Path> candidates) {
        Path first = candidates.getFirst().toAbsolutePath();
        return "the path of a Unix domain socket would be too long: directory=" + first + " pathBytes="
                + socketPathBytes(first) + " limit=" + MAX_PATH_BYTES + " (sun_path); tried " + candidates
                + ". Set -Djava.io.tmpdir to a directory with a shorter path.";
    }

    private static int socketPathBytes(Path parent) {
        Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return parent.toString().getBytes(charset).length + BYTES_BELOW_PARENT;
    }
}
