package io.multiprocessing.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.settings.SharedPlaces;
import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Transport;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectOutputStream;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MemoriesTest {
    @TempDir
    Path parent;

    private Member member;
    private Memories memories;

    @BeforeEach
    void found() {
        System.setProperty(SharedPlaces.DIRECTORY_PROPERTY, parent.toString());
        member = Loner.root();
        member.places();
        System.clearProperty(SharedPlaces.DIRECTORY_PROPERTY);
        memories = Memories.of(member);
    }

    @AfterEach
    void leave() {
        member.leave();
        assertThat(parent).isEmptyDirectory();
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(parent)) {
            return all.filter(file -> file.getFileName().toString().startsWith("0-")).toList();
        }
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() {
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aHandleIsAsSmallWhateverTheSize() {
        int small = member.encode(memories.make(1 << 10)).remaining();
        int large = member.encode(memories.make(1 << 26)).remaining();
        assertThat(large - small).isBetween(0, 8);
        assertThat(large).isLessThan(400);
    }

    @Test
    void arrivesAsTheSameMemory() {
        SharedMemory memory = memories.make(100);
        SharedMemory arrived = (SharedMemory) member.decode(member.encode(memory));
        assertThat(arrived).isEqualTo(memory).hasSameHashCodeAs(memory).hasToString(memory.toString());
        assertThat(arrived.segment()).isEqualTo(memory.segment());
        assertThat(member.decode(member.encode(memory.longs()))).isEqualTo(memory.longs());
        assertThat(member.decode(member.encode(memory.ints()))).isEqualTo(memory.ints());
        assertThat(member.decode(member.encode(memory.doubles()))).isEqualTo(memory.doubles());
    }

    @Test
    void travelsWithinItsFamilyOnly() {
        SharedMemory memory = memories.make(1);
        Member other = Loner.root();
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> other.encode(memory))
                .withStackTraceContaining("another Multiprocessing");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(memory));
        other.leave();
    }

    @Test
    void moreThanTwoGigabytesAreAddressed() {
        assertThat(Mapping.fileBytes(3L << 30)).isEqualTo((3L << 30) + 128);
        assertThat(Mapping.fileBytes(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> memories.make(0));
    }

    @Test
    void whatDoesNotFitLeavesNothing() throws Exception {
        assertThatExceptionOfType(SharedMemoryException.class)
                .isThrownBy(() -> memories.make(Long.MAX_VALUE))
                .withMessageContaining("neededBytes=" + Long.MAX_VALUE)
                .withMessageContaining(parent.toString())
                .satisfies(e -> assertThat(e.freeBytes()).isPositive());
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aMissingDirectoryIsAnErrorThatNamesIt() throws Exception {
        Path missing = parent.resolve("missing");
        System.setProperty(SharedPlaces.DIRECTORY_PROPERTY, missing.toString());
        Member other = Loner.root();
        other.places();
        System.clearProperty(SharedPlaces.DIRECTORY_PROPERTY);
        assertThatExceptionOfType(SharedMemoryException.class)
                .isThrownBy(() -> Memories.of(other).make(1))
                .withMessageContaining(missing.toString());
        other.leave();
    }

    @Test
    void aTransportThatReachesOtherMachinesSaysWhyThereIsNone() {
        Transport far = (Transport) Proxy.newProxyInstance(Transport.class.getClassLoader(),
                new Class<?>[] {Transport.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "far";
                    case "sharedRegions" -> Availability.unavailable("members run on several machines");
                    default -> null;
                });
        Member other = Member.root(far, member.settings(), member.codec());
        assertThatExceptionOfType(SharedMemoryException.class)
                .isThrownBy(() -> Memories.of(other).make(1))
                .withMessageContainingAll("far", "members run on several machines");
        other.leave();
    }

    @Test
    void theNextPlaceIsTakenWhereTheFirstCannotBeUsed() throws Exception {
        Path missing = parent.resolve("missing");
        System.setProperty(SharedPlaces.DIRECTORY_PROPERTY, missing + File.pathSeparator + parent);
        Member other = Loner.root();
        other.places();
        System.clearProperty(SharedPlaces.DIRECTORY_PROPERTY);
        SharedMemory memory = Memories.of(other).make(8);
        assertThat(files()).hasSize(1);
        SharedMemory arrived = (SharedMemory) other.decode(other.encode(memory));
        memory.close();
        assertThat(arrived.longs().incrementAndGet(0)).isEqualTo(1);
        other.leave();
    }

    @Test
    void theDirectorysEndHarmsOnlyWhatComesAfter() throws Exception {
        SharedMemory memory = memories.make(8);
        for (Path file : files()) {
            Files.delete(file);
        }
        memory.longs().set(0, 3);
        assertThat(memory.longs().get(0)).isEqualTo(3);
        SharedMemory arrived = (SharedMemory) member.decode(member.encode(memory));
        memory.close();
        assertThatExceptionOfType(SharedMemoryException.class)
                .isThrownBy(arrived::segment)
                .withMessageContaining("it was removed");
    }

    @Test
    void closedMemoryIsMappedAnewByHandlesThatArriveLater() {
        SharedMemory memory = memories.make(8);
        memory.segment().set(ValueLayout.JAVA_LONG, 0, 5);
        memory.close();
        assertThatIllegalStateException().isThrownBy(memory::segment).withMessageContaining("closed");
        SharedMemory arrived = (SharedMemory) member.decode(member.encode(memory));
        assertThat(arrived.longs().get(0)).isEqualTo(5);
        assertThatIllegalStateException().isThrownBy(memory::segment);
    }

    @Test
    void aNameThatIsAPathIsRefused() {
        for (String file : new String[] {"../0-" + "a".repeat(25), "/etc/passwd", "", "0-", "x-" + "a".repeat(25),
            "1..2-" + "a".repeat(25), "99999999999-" + "a".repeat(25), "1.0-" + "a".repeat(25)}) {
            assertThatExceptionOfType(SharedMemoryException.class)
                    .as(file)
                    .isThrownBy(() -> new RegionName(0, file, 1, 1));
        }
        assertThatExceptionOfType(SharedMemoryException.class)
                .isThrownBy(() -> memories.map(new RegionName(7, "0-" + "a".repeat(25), 1, 1)))
                .withMessageContaining("place");
    }

    @Test
    void aWordIsGivenToOneOnly() throws Exception {
        Set<Slabs.Word> words = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            words.add(memories.slabs().next());
        }
        assertThat(words).hasSize(2000);
        assertThat(files()).hasSize(4);
        assertThat(words).allSatisfy(word -> {
            assertThat(word.index() * 8 % 64).isZero();
            assertThat(word.memory().longs().get(word.index())).isZero();
        });
    }
}
