package io.multiprocessing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    private static final String PREFIX = "mp-";

    @TempDir
    Path parent;

    @Test
    void onlyItsUserCanEnterAndItsNameIsNotTheSameTwice() throws Exception {
        try (PrivateDirectory first = PrivateDirectory.create(parent, PREFIX);
                PrivateDirectory second = PrivateDirectory.create(parent, PREFIX)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.path())))
                    .isEqualTo("rwx------");
            assertThat(first.path()).hasParent(parent).isNotEqualTo(second.path());
            assertThat(first.path().getFileName().toString())
                    .startsWith(PREFIX)
                    .hasSize(PREFIX.length() + PrivateDirectory.RANDOM_LENGTH);
        }
    }

    @Test
    void closeRemovesItWithItsFiles() throws Exception {
        PrivateDirectory directory = PrivateDirectory.create(parent, PREFIX);
        Files.writeString(directory.path().resolve("data"), "data");

        directory.close();
        directory.close();

        assertThat(children()).isEmpty();
    }

    @Test
    void aMissingParentIsAnErrorThatNamesIt() {
        Path missing = parent.resolve("missing");
        assertThatThrownBy(() -> PrivateDirectory.create(missing, PREFIX))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void whatALivingProcessOwnsIsNotSwept() throws Exception {
        try (PrivateDirectory other = PrivateDirectory.create(parent, PREFIX);
                PrivateDirectory own = PrivateDirectory.create(parent, PREFIX)) {
            Files.writeString(other.path().resolve("data"), "data");
            own.sweepStale();
            assertThat(other.path().resolve("data")).exists();
            assertThat(children()).hasSize(2);
        }
    }

    @Test
    void whatADeadProcessLeftIsSwept() throws Exception {
        Path stale = directoryOf(recordOfADeadProcess());
        Files.writeString(stale.resolve("data"), "data");
        sweep();
        assertThat(stale).doesNotExist();
    }

    @Test
    void aPidThatWasUsedAgainDoesNotProtectADeadProcess() throws Exception {
        OwnerRecord self = OwnerRecord.ofThisProcess();
        Path stale = directoryOf(new OwnerRecord(self.pid(), self.start() - 1, self.space()));
        sweep();
        assertThat(stale).doesNotExist();
    }

    @Test
    void whatMayLiveInAnotherContainerIsNotSwept() throws Exception {
        OwnerRecord dead = recordOfADeadProcess();
        Path elsewhere = directoryOf(new OwnerRecord(dead.pid(), dead.start(), "1.0123456789abcdef"));
        sweep();
        assertThat(elsewhere).exists();
    }

    @Test
    void aDirectoryWithoutARecordIsSweptOnlyWhenEmptyAndOld() throws Exception {
        Path fresh = Files.createDirectory(named("fresh"));
        Path old = Files.createDirectory(named("old"));
        Path full = Files.createDirectory(named("full"));
        Files.writeString(full.resolve("data"), "somebody else's");
        FileTime anHourAgo = FileTime.from(Instant.now().minusSeconds(3600));
        Files.setLastModifiedTime(old, anHourAgo);
        Files.setLastModifiedTime(full, anHourAgo);

        sweep();

        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
        assertThat(full.resolve("data")).exists();
    }

    @Test
    void otherPrefixesAndPlainFilesAreLeftAlone() throws Exception {
        Path other = Files.createDirectory(parent.resolve("other-" + PrivateDirectory.randomName()));
        Files.createFile(other.resolve(recordOfADeadProcess().fileName()));
        Path foreign = Files.createDirectory(parent.resolve(PREFIX + "tools"));
        Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minusSeconds(3600)));
        Path file = Files.writeString(named("file"), "a file");
        sweep();
        assertThat(other).exists();
        assertThat(file).exists();
        assertThat(foreign).exists();
    }

    @Test
    void symbolicLinksAreNotFollowed() throws Exception {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("data"), "precious");
        Files.createFile(outside.resolve(recordOfADeadProcess().fileName()));
        Path linkToDirectory = Files.createSymbolicLink(named("link"), outside);
        Path stale = directoryOf(recordOfADeadProcess());
        Files.createSymbolicLink(stale.resolve("link"), outside.resolve("data"));

        sweep();

        assertThat(Files.exists(linkToDirectory, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(outside.resolve("data")).exists();
        assertThat(stale).doesNotExist();
    }

    @Test
    void aStaleDirectoryWithADirectoryInItIsNotOursAndStays() throws Exception {
        Path stale = directoryOf(recordOfADeadProcess());
        Path inner = Files.createDirectory(stale.resolve("inner"));
        Files.writeString(inner.resolve("data"), "data");
        sweep();
        assertThat(inner.resolve("data")).exists();
    }

    @Test
    void aRecordSurvivesItsFileNameAndKnowsALivingProcess() {
        OwnerRecord self = OwnerRecord.ofThisProcess();
        assertThat(OwnerRecord.parse(self.fileName())).isEqualTo(self);
        assertThat(self.isProvenDead()).isFalse();
        assertThat(OwnerRecord.parse("owner-x-1-host")).isNull();
    }

    private Path named(String begin) {
        return parent.resolve(PREFIX + begin + "0".repeat(PrivateDirectory.RANDOM_LENGTH - begin.length()));
    }

    private void sweep() {
        try (PrivateDirectory own = PrivateDirectory.create(parent, PREFIX)) {
            own.sweepStale();
        }
    }

    private Path directoryOf(OwnerRecord owner) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(PREFIX + PrivateDirectory.randomName()));
        Files.createFile(directory.resolve(owner.fileName()));
        return directory;
    }

    private static OwnerRecord recordOfADeadProcess() throws Exception {
        Process process = new ProcessBuilder("/bin/true").start();
        process.waitFor();
        OwnerRecord self = OwnerRecord.ofThisProcess();
        return new OwnerRecord(process.pid(), self.start(), self.space());
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.toList();
        }
    }
}
