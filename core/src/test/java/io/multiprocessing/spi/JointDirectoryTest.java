package io.multiprocessing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.TransportException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JointDirectoryTest {
    @TempDir
    Path parent;

    private final String plan = JointDirectory.plan("mp-");

    @Test
    void aPlanMakesNothing() {
        try (JointDirectory planned = JointDirectory.of(parent, plan)) {
            assertThat(planned.exists()).isFalse();
            assertThat(parent).isEmptyDirectory();
        }
    }

    @Test
    void whoeverNeedsItFirstMakesItAndAllShareIt() throws Exception {
        try (JointDirectory one = JointDirectory.of(parent, plan);
                JointDirectory other = JointDirectory.of(parent, plan)) {
            other.make();
            one.make();
            assertThat(one.path()).isEqualTo(other.path());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one.path()))).isEqualTo("rwx------");
            assertThat(one.path()).isDirectoryContaining("glob:**owner-" + ProcessHandle.current().pid() + "-*");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void theRecordIsMadeWhereItsMakerWasKilledFirst() throws Exception {
        JointDirectory directory = JointDirectory.of(parent, plan);
        Files.createDirectory(directory.path(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        directory.make();
        assertThat(directory.path()).isDirectoryContaining("glob:**owner-*");
    }

    @Test
    void aDirectoryThatOthersMayEnterIsRefused() throws Exception {
        JointDirectory directory = JointDirectory.of(parent, plan);
        Files.createDirectory(directory.path());
        Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(directory::make)
                .withMessageContaining(directory.toString());
    }

    @Test
    void aSymbolicLinkIsRefused() throws Exception {
        JointDirectory directory = JointDirectory.of(parent, plan);
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.createSymbolicLink(directory.path(), elsewhere);
        assertThatExceptionOfType(TransportException.class).isThrownBy(directory::make);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void deletesTheFilesOfThatName() throws Exception {
        try (JointDirectory directory = JointDirectory.of(parent, plan)) {
            directory.make();
            Path one = Files.createFile(directory.path().resolve("1-x"));
            Path two = Files.createFile(directory.path().resolve("2-x"));
            directory.deleteFiles(name -> name.startsWith("1-"));
            assertThat(one).doesNotExist();
            assertThat(two).exists();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void isSweptOnceItsFounderIsDead() throws Exception {
        JointDirectory left = JointDirectory.of(parent, plan);
        left.make();
        Path record = left.path().resolve(plan.substring(plan.indexOf('/') + 1));
        long dead = deadPid();
        Files.move(record, record.resolveSibling(
                record.getFileName().toString().replace("owner-" + ProcessHandle.current().pid(), "owner-" + dead)));
        try (JointDirectory next = JointDirectory.of(parent, JointDirectory.plan("mp-"))) {
            next.make();
            assertThat(left.path()).doesNotExist();
        }
    }

    private static long deadPid() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void whatIsNoPlanIsRefused() {
        for (String wrong : new String[] {"", "/", "mp-/x", "../../etc/owner-1-1-host",
            "mp-" + "a".repeat(25), "mp-" + "A".repeat(25) + "/passwd", "a/b/" + plan}) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> JointDirectory.of(parent, wrong));
        }
    }
}
