package io.multiprocessing.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionFileTest {
    private static final int KIND = 7;
    private static final int SIZE = 10_000;

    @TempDir
    Path directory;

    Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("region");
    }

    @Test
    void whatOneStoresTheOtherLoads() {
        try (RegionFile made = RegionFile.create(file, KIND, SIZE); RegionFile opened = RegionFile.open(file, KIND)) {
            Words.storeLong(made.memory(), 128, 42);
            Words.storeInt(opened.memory(), 136, -1);
            made.memory().put(SIZE - 1, (byte) 9);
            assertThat(Words.loadLong(opened.memory(), 128)).isEqualTo(42);
            assertThat(Words.loadInt(made.memory(), 136)).isEqualTo(-1);
            assertThat(opened.memory().get(SIZE - 1)).isEqualTo((byte) 9);
            assertThat(opened.memory().capacity()).isEqualTo(SIZE);
        }
    }

    @Test
    void everyByteIsAllocatedAndOnlyTheUserMayTouchIt() throws Exception {
        try (RegionFile made = RegionFile.create(file, KIND, 1 << 20)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(Files.size(file)).isEqualTo(made.memory().capacity());
            assertThat(allocatedBytes(file)).isGreaterThanOrEqualTo(1 << 20);
        }
    }

    /** What the file takes on its device, as stat tells. */
    private static long allocatedBytes(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
        String[] blocks = new String(stat.getInputStream().readAllBytes()).strip().split(" ");
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }

    @Test
    void closeTakesNameAndMappingAway() throws Exception {
        RegionFile made = RegionFile.create(file, KIND, SIZE);
        assertThat(mappings()).contains(file.toString());
        made.close();
        made.close();
        assertThat(mappings()).doesNotContain(file.toString());
        assertThat(file).doesNotExist();
    }

    private static String mappings() throws IOException {
        return Files.readString(Path.of("/proc/self/maps"));
    }

    @Test
    void theMemoryOutlivesTheName() {
        try (RegionFile made = RegionFile.create(file, KIND, SIZE); RegionFile opened = RegionFile.open(file, KIND)) {
            made.unlink();
            made.unlink();
            Words.storeInt(made.memory(), 128, 5);
            assertThat(Words.loadInt(opened.memory(), 128)).isEqualTo(5);
            assertRefused("There is no region");
        }
    }

    @Test
    void filesBeyondTwoGigabytesAreMapped() throws Exception {
        long byteSize = (3L << 30) + 5;
        RegionFile.create(file, KIND, SIZE).unmap();
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(byteSize);
            sparse.seek(RegionHeader.SIZE);
            sparse.writeLong(
                    ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.reverseBytes(byteSize) : byteSize);
        }
        try (RegionFile opened = RegionFile.open(file, KIND)) {
            assertThat(opened.segment().byteSize()).isEqualTo(byteSize);
            opened.segment().set(ValueLayout.JAVA_BYTE, byteSize - 1, (byte) 3);
            assertThat(opened.segment().get(ValueLayout.JAVA_BYTE, byteSize - 1)).isEqualTo((byte) 3);
            assertThat(Words.loadInt(opened.memory(), RegionHeader.VERSION)).isEqualTo(RegionHeader.THIS_VERSION);
        }
    }

    @Test
    void anAbsentFileIsToldApart() {
        assertRefused("There is no region");
    }

    @Test
    void aFileThatIsNotYetPopulatedIsToldApart() throws Exception {
        Files.createFile(file);
        assertRefused("not yet populated", "byteSize=0");
        Files.write(file, new byte[SIZE]);
        assertRefused("not yet populated", "magic=0");
    }

    @Test
    void anotherVersionIsToldApart() {
        try (RegionFile made = RegionFile.create(file, KIND, SIZE)) {
            Words.storeInt(made.memory(), RegionHeader.VERSION, 99);
            assertRefused("another version", "version=99", "expected=" + RegionHeader.THIS_VERSION);
        }
    }

    @Test
    void somethingElseIsToldApart() throws Exception {
        try (RegionFile made = RegionFile.create(file, KIND + 1, SIZE)) {
            assertRefused("kind=" + (KIND + 1), "expected=" + KIND);
            Words.storeLong(made.memory(), RegionHeader.MAGIC, 0x1234);
            assertRefused("not a region of this library", "magic=0x1234");
        }
    }

    @Test
    void aFileThatWasCutIsToldApart() throws Exception {
        try (RegionFile made = RegionFile.create(file, KIND, SIZE)) {
            try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(SIZE - 1);
            }
            assertRefused("byteSize=" + (SIZE - 1), "byteSizeInHeader=" + made.memory().capacity());
        }
    }

    @Test
    void symbolicLinksAreNotFollowed() throws Exception {
        Path real = directory.resolve("real");
        try (RegionFile made = RegionFile.create(real, KIND, SIZE)) {
            Files.createSymbolicLink(file, real);
            assertRefused("can't be mapped");
            assertThatThrownBy(() -> RegionFile.create(file, KIND, SIZE)).isInstanceOf(TransportException.class)
                    .hasMessageContaining("FileAlreadyExists");
            assertThat(Words.loadInt(made.memory(), RegionHeader.VERSION)).isEqualTo(RegionHeader.THIS_VERSION);
        }
    }

    @Test
    void aFileThatExistsIsLeftAlone() throws Exception {
        Files.writeString(file, "precious");
        assertThatThrownBy(() -> RegionFile.create(file, KIND, SIZE)).isInstanceOf(TransportException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aMissingDirectoryIsAnErrorThatNamesIt() {
        Path lost = directory.resolve("missing").resolve("region");
        assertThatThrownBy(() -> RegionFile.create(lost, KIND, SIZE)).isInstanceOf(TransportException.class)
                .hasMessageContaining(lost.toString())
                .hasMessageContaining("neededBytes=" + SIZE);
    }

    @Test
    void anInterruptedThreadMakesAndOpensRegionsAndStaysInterrupted() throws Exception {
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            RegionFile.create(file, KIND, SIZE).unmap();
            RegionFile.open(file, KIND).unmap();
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        thread.join();
        assertThat(stillInterrupted).isTrue();
        assertThat(file).exists();
    }

    @Test
    void memoryWhoseFileWasTruncatedThrowsInsteadOfCrashing() throws Exception {
        try (RegionFile made = RegionFile.create(file, KIND, 1 << 20)) {
            try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(4096);
            }
            assertThatThrownBy(() -> made.memory().put(1 << 19, ByteBuffer.allocate(100), 0, 100))
                    .isInstanceOf(InternalError.class);
        }
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> RegionFile.open(file, KIND)).isInstanceOf(TransportException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(parts);
    }
}
