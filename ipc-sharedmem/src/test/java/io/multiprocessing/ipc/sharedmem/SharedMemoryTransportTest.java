package io.multiprocessing.ipc.sharedmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.RegionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedMemoryTransportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final SharedMemoryTransport transport = new SharedMemoryTransport();
    private final SharedMemoryTransport childs = new SharedMemoryTransport();

    @BeforeEach
    void useDirectory() {
        System.setProperty(SharedMemoryOptions.DIRECTORY_PROPERTY, directory.toString());
    }

    @AfterEach
    void close() {
        transport.close();
        childs.close();
        System.clearProperty(SharedMemoryOptions.DIRECTORY_PROPERTY);
        System.clearProperty(SharedMemoryOptions.RING_BYTES_PROPERTY);
    }

    @Test
    void makesNothingBeforeTheFirstInvitationAndLeavesNothing() throws Exception {
        assertThat(families()).isEmpty();
        Invitation invitation = transport.invite("one");
        Path family = families().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(family))).isEqualTo("rwx------");
        assertThat(regions(family)).containsExactly(Path.of(invitation.address()));
        invitation.close();
        assertThat(regions(family)).isEmpty();
        transport.close();
        assertThat(families()).isEmpty();
    }

    @Test
    void theFileIsGoneOnceTheChildIsConnected() throws Exception {
        Invitation invitation = transport.invite("one");
        Link child = childs.connect(invitation.address(), EchoChild.NO_PIPES);
        Link parent = transport.accept(invitation, EchoChild.NO_PIPES, PATIENCE);
        invitation.close();
        assertThat(regions(families().getFirst())).isEmpty();
        assertThatThrownBy(() -> childs.connect(invitation.address(), EchoChild.NO_PIPES))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("There is no region");
        parent.close();
        child.close();
    }

    @Test
    void acceptGivesUpInTime() {
        Invitation invitation = transport.invite("late");
        assertThatThrownBy(() -> transport.accept(invitation, EchoChild.NO_PIPES, Duration.ofMillis(50)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("late")
                .hasMessageContaining("in time");
    }

    @Test
    void acceptEndsWhenTheInvitationIsClosed() throws Exception {
        Invitation invitation = transport.invite("dead");
        CompletableFuture<Link> accepting = CompletableFuture
                .supplyAsync(() -> transport.accept(invitation, EchoChild.NO_PIPES, PATIENCE),
                        Thread::startVirtualThread);
        invitation.close();
        assertThatThrownBy(accepting::get).cause()
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("dead")
                .hasMessageContaining("closed");
        assertThat(regions(families().getFirst())).isEmpty();
    }

    @Test
    void anInterruptedThreadAcceptsAndStaysInterrupted() throws Exception {
        Invitation invitation = transport.invite("one");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            transport.accept(invitation, EchoChild.NO_PIPES, PATIENCE);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        childs.connect(invitation.address(), EchoChild.NO_PIPES);
        assertThat(interrupted.get()).isTrue();
        thread.join();
    }

    @Test
    void closeEndsWhatIsOpenAndForbidsMore() throws Exception {
        Invitation accepted = transport.invite("accepted");
        Invitation pending = transport.invite("pending");
        childs.connect(accepted.address(), EchoChild.NO_PIPES);
        Link link = transport.accept(accepted, EchoChild.NO_PIPES, PATIENCE);
        transport.close();
        assertThat(families()).isEmpty();
        link.closeOutput();
        assertThatThrownBy(() -> link.send(Frame.of(1, new byte[0]))).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> transport.invite("more")).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> transport.accept(pending, EchoChild.NO_PIPES, PATIENCE))
                .isInstanceOf(TransportException.class);
    }

    @Test
    void whatAKilledProcessLeftIsSweptByTheNextInvitation() throws Exception {
        List<String> args = List.of("-D" + SharedMemoryOptions.DIRECTORY_PROPERTY + "=" + directory);
        Jvm.Outcome outcome = Jvm.run(Jvm.command(args, Programs.LeaveBehind.class));
        Path left = Path.of(outcome.out().strip());
        assertThat(left).exists();

        transport.invite("next");

        assertThat(left.getParent()).doesNotExist();
        assertThat(families()).hasSize(1);
    }

    @Test
    void whatLivingProcessesOwnIsNotSwept() {
        SharedMemoryTransport other = new SharedMemoryTransport();
        Invitation first = other.invite("first");
        transport.invite("second");
        assertThat(Path.of(first.address())).exists();
        other.close();
    }

    @Test
    void aFullDirectoryIsAnErrorThatSaysHowMuchIsMissingAndLeavesNothing() throws Exception {
        List<String> program = Jvm.command(List.of("-D" + SharedMemoryOptions.DIRECTORY_PROPERTY + "=" + directory),
                Programs.Fill.class);
        List<String> mounting = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c",
                "mount -t tmpfs -o size=64m none \"$0\" && exec \"$@\"", directory.toString()));
        assumeTrue(canMount(mounting), "this user may not mount a small file system of its own");
        mounting.addAll(program);

        Jvm.Outcome outcome = Jvm.run(mounting);

        int needed = LinkLayout.fileBytes(64 << 10);
        assertThat(outcome.out()).contains("neededBytes=" + needed)
                .containsPattern("freeBytes=\\d+")
                .contains("directories=1\n")
                .endsWith("left=0\n");
        int invited = Integer.parseInt(outcome.out()
                .lines()
                .filter(line -> line.startsWith("invited="))
                .findFirst()
                .orElseThrow()
                .substring("invited=".length()));
        assertThat(invited).as("children that a small file system has room for").isGreaterThan(64);
        assertThat(outcome.out()).contains("files=" + invited + "\n");
        assertThat(outcome.err()).isEmpty();
    }

    private static boolean canMount(List<String> mounting) throws IOException, InterruptedException {
        List<String> nothing = new ArrayList<>(mounting);
        nothing.add("true");
        return Files.isExecutable(Path.of("/usr/bin/unshare")) && Jvm.run(nothing).exitCode() == 0;
    }

    @Test
    void aFileThatCannotGrowIsAnErrorThatLeavesNothing() throws Exception {
        List<String> limited =
                new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f 2048 && exec \"$@\"", "sh"));
        limited.addAll(Jvm.command(List.of("-D" + SharedMemoryOptions.DIRECTORY_PROPERTY + "=" + directory),
                Programs.Fill.class));

        Jvm.Outcome outcome = Jvm.run(limited);

        assertThat(outcome.out()).contains("error=A region of shared memory can't be made")
                .contains("File too large")
                .contains("invited=0\n")
                .contains("directories=0\n")
                .endsWith("left=0\n");
    }

    @Test
    void aDirectoryThatWasDeletedIsAnErrorForNewLinksAndNoneForOldOnes() throws Exception {
        Invitation invitation = transport.invite("one");
        Link child = childs.connect(invitation.address(), EchoChild.NO_PIPES);
        transport.accept(invitation, EchoChild.NO_PIPES, PATIENCE);
        Path family = families().getFirst();
        try (Stream<Path> files = Files.list(family)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(family);
        assertThatThrownBy(() -> transport.invite("two")).isInstanceOf(TransportException.class)
                .hasMessageContaining(family.toString());
        child.closeOutput();
    }

    @Test
    void ringsAreSmallerWhereRoomIsScarce() {
        assertThat(SharedMemoryOptions.ringBytesFor(1L << 40)).isEqualTo(1 << 20);
        assertThat(SharedMemoryOptions.ringBytesFor(64 << 20)).isEqualTo(1 << 20);
        assertThat(SharedMemoryOptions.ringBytesFor(8 << 20)).isEqualTo(128 << 10);
        assertThat(SharedMemoryOptions.ringBytesFor(1)).isEqualTo(64 << 10);
        assertThat(SharedMemoryOptions.ringBytesFor(0)).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "63", "100", "1073741824", "-64"})
    void aRingThatCannotBeIsRefused(String bytes) {
        System.setProperty(SharedMemoryOptions.RING_BYTES_PROPERTY, bytes);
        assertThatThrownBy(() -> transport.invite("one")).isInstanceOf(TransportException.class)
                .hasMessageContaining(SharedMemoryOptions.RING_BYTES_PROPERTY + "=" + bytes);
    }

    @Test
    void aRegionThatIsNoLinkIsRefused() {
        Path file = directory.resolve("region");
        try (RegionFile region = RegionFile.create(file, LinkLayout.KIND, 10_000)) {
            assertThatThrownBy(() -> childs.connect(region.path().toString(), EchoChild.NO_PIPES))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("ringBytes=0");
        }
    }

    @Test
    void ranksAboveSocketsWithNativeAccess() throws Exception {
        assertThat(tell(List.of(Jvm.NATIVE_ACCESS))).isEqualTo("300 true \n");
    }

    @Test
    void ranksBelowSocketsWithoutNativeAccessAndSaysWhatToDo() throws Exception {
        assertThat(tell(List.of())).startsWith("150 true ").contains(Jvm.NATIVE_ACCESS);
    }

    @Test
    void saysSoWhenThereIsNoDirectory() throws Exception {
        Path missing = directory.resolve("missing");
        assertThat(tell(List.of(Jvm.NATIVE_ACCESS, "-D" + SharedMemoryOptions.DIRECTORY_PROPERTY + "=" + missing)))
                .contains(" false ")
                .contains(missing.toString());
    }

    private static String tell(List<String> jvmArgs) throws Exception {
        Jvm.Outcome outcome = Jvm.run(Jvm.command(jvmArgs, Programs.Tell.class));
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    private List<Path> families() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static List<Path> regions(Path family) throws IOException {
        try (Stream<Path> files = Files.list(family)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("owner")).toList();
        }
    }
}
