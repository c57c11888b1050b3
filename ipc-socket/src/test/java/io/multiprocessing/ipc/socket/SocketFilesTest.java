package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the socket lies, who can reach it, and that it does not stay. */
class SocketFilesTest {
    @TempDir
    Path temporary;

    @Test
    void nothingIsMadeBeforeTheFirstInvitation() throws Exception {
        try (SocketTransport transport = transportIn(temporary)) {
            assertThat(transport.availability().isAvailable()).isTrue();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void onlyTheUserCanReachTheSocket() throws Exception {
        try (SocketTransport transport = transportIn(temporary)) {
            Path socket = socketOf(transport.invite("child"));
            assertThat(socket.getParent()).hasParent(temporary);
            assertThat(socket.getParent().getFileName().toString()).startsWith("mp-");
            assertThat(permissions(socket.getParent())).isEqualTo("rwx------");
            assertThat(permissions(socket)).isEqualTo("rw-------");
        }
    }

    @Test
    void allInvitationsShareOneDirectoryAndTransportsDoNot() {
        try (SocketTransport one = transportIn(temporary);
                SocketTransport other = transportIn(temporary)) {
            assertThat(socketOf(one.invite("a"))).isEqualTo(socketOf(one.invite("b")));
            assertThat(socketOf(other.invite("c"))).isNotEqualTo(socketOf(one.invite("d")));
        }
    }

    @Test
    void closingTheTransportRemovesEverything() throws Exception {
        SocketTransport transport = transportIn(temporary);
        Pair pair = Pair.of(transport);
        transport.close();
        assertThat(files()).isEmpty();
        assertThat(pair.atChild().ending()).isEmpty();
        assertThatThrownBy(() -> transport.invite("late")).isInstanceOf(TransportException.class);
        pair.close();
    }

    @Test
    void whenThePathIsTooLongAnotherDirectoryIsTaken() throws Exception {
        Path deep = Files.createDirectories(temporary.resolve("d".repeat(SocketDirectory.MAX_PATH_BYTES)));
        try (SocketTransport transport = new SocketTransport(List.of(deep, temporary), 8, Duration.ofSeconds(10));
                Pair pair = Pair.of(transport)) {
            pair.child().send(Pair.frame(1, 10));
            assertThat(pair.atParent().next().type()).isEqualTo(1);
            assertThat(files()).hasSize(2);
        }
        assertThat(files()).containsExactly(deep);
    }

    @Test
    void theLongestPathThatFitsWorks() throws Exception {
        int rest = SocketDirectory.MAX_PATH_BYTES - temporary.toString().length()
                - (1 + SocketDirectory.PREFIX.length() + PrivateDirectory.RANDOM_LENGTH + 2);
        Path fits = Files.createDirectory(temporary.resolve("d".repeat(rest - 1)));
        Path tooLong = temporary.resolve("d".repeat(rest));
        assertThat(SocketDirectory.shortEnough(List.of(tooLong))).isEmpty();
        try (SocketTransport transport = transportIn(fits);
                Pair pair = Pair.of(transport)) {
            pair.parent().send(Pair.frame(2, 10));
            assertThat(pair.atChild().next().type()).isEqualTo(2);
        }
    }

    @Test
    void whenNoPathIsShortEnoughTheErrorTellsPathAndLimit() {
        Path deep = temporary.resolve("d".repeat(SocketDirectory.MAX_PATH_BYTES));
        try (SocketTransport transport = transportIn(deep)) {
            assertThat(transport.availability().isAvailable()).isFalse();
            assertThatThrownBy(() -> transport.invite("child"))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(deep.toString())
                    .hasMessageContaining("limit=" + SocketDirectory.MAX_PATH_BYTES)
                    .hasMessageContaining("java.io.tmpdir");
        }
    }

    @Test
    void aDirectoryThatIsMissingIsAnErrorThatNamesIt() {
        Path missing = temporary.resolve("missing");
        try (SocketTransport transport = transportIn(missing)) {
            assertThatThrownBy(() -> transport.invite("child"))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void whatAKilledParentLeftIsSweptByTheNext() throws Exception {
        Process parent = Jvm.start(temporary, Killed.class);
        Path left = Path.of(Jvm.firstLine(parent));
        assertThat(left).exists();
        try (SocketTransport neighbour = transportIn(temporary)) {
            Path alive = socketOf(neighbour.invite("child"));
            parent.destroyForcibly().waitFor();
            try (SocketTransport next = transportIn(temporary)) {
                next.invite("child");
                await().until(() -> Files.notExists(left.getParent()));
                assertThat(alive).exists();
            }
        }
        assertThat(files()).isEmpty();
    }

    /** A parent that waits to be killed. */
    static final class Killed {
        public static void main(String[] args) throws Exception {
            System.out.println(socketOf(new SocketTransport().invite("child")));
            Thread.sleep(Duration.ofHours(1));
        }
    }

    @Test
    void anAddressWhereNobodyListensIsAnErrorThatNamesIt() {
        SocketTransport transport = transportIn(temporary);
        Invitation invitation = transport.invite("child");
        transport.close();
        try (SocketTransport childs = new SocketTransport()) {
            assertThatThrownBy(() -> childs.connect(invitation.address(), Pair.NO_PIPES))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(temporary.toString());
        }
    }

    @Test
    void theTokenIsInNoMessage() {
        try (SocketTransport transport = transportIn(temporary)) {
            ChildAddress address = ChildAddress.parse(transport.invite("child").address());
            String secret = address.text().split(":")[1];
            assertThat(address.toString()).doesNotContain(secret);
            assertThatThrownBy(() -> ChildAddress.parse("x" + address.text()))
                    .isInstanceOf(TransportException.class)
                    .satisfies(e -> assertThat(describe(e)).doesNotContain(secret));
        }
    }

    private static String describe(Throwable e) {
        return e + Optional.ofNullable(e.getCause()).map(SocketFilesTest::describe).orElse("");
    }

    private static SocketTransport transportIn(Path directory) {
        return new SocketTransport(List.of(directory), 8, Duration.ofSeconds(10));
    }

    private static Path socketOf(Invitation invitation) {
        return Path.of(ChildAddress.parse(invitation.address()).path());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }
}
