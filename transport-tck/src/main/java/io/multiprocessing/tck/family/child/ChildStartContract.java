package io.multiprocessing.tck.family.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessStartException;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.Fussy;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** What can be chosen about children before they start, and what happens when they don't. */
public interface ChildStartContract extends FamilyUnderTest {
    /** Where a child finds itself. */
    static List<String> surroundings() {
        return List.of(
                String.valueOf(System.getenv("MP_TEST_VARIABLE")),
                String.valueOf(System.getenv("PATH")),
                Path.of("").toAbsolutePath().toString(),
                String.valueOf(System.getProperty("mp.test")),
                Long.toString(Runtime.getRuntime().maxMemory() >> 20),
                Boolean.toString(System.getProperty("java.class.path").contains("mp-test-entry")));
    }

    @FamilyTest
    @DisplayName("start: environment, directory, options, heap and class path hold for children and grandchildren")
    default void optionsReachAllDescendants(@TempDir Path directory) throws Exception {
        String classPath =
                System.getProperty("java.class.path") + File.pathSeparator + directory.resolve("mp-test-entry");
        try (Multiprocessing mp = family().environment("MP_TEST_VARIABLE", "its value")
                .workingDirectory(directory)
                .jvmArgs("-Dmp.test=with a space")
                .maxHeap("48m")
                .classPath(classPath)
                .open()) {
            SharedQueue<List<String>> told = mp.queue();
            mp.start(() -> {
                told.put(surroundings());
                Multiprocessing.current().start(() -> told.put(surroundings())).join();
            }).join();
            List<String> child = told.take();
            assertThat(child.get(0)).isEqualTo("its value");
            assertThat(child.get(1)).isEqualTo(System.getenv("PATH"));
            assertThat(Path.of(child.get(2)).toRealPath()).isEqualTo(directory.toRealPath());
            assertThat(child.get(3)).isEqualTo("with a space");
            assertThat(Long.parseLong(child.get(4))).isBetween(40L, 48L);
            assertThat(child.get(5)).isEqualTo("true");
            assertThat(told.take()).isEqualTo(child);
        }
    }

    @FamilyTest
    @DisplayName("start: a wrong JVM option fails at once, in the JVM's own words")
    default void wrongOption() {
        try (Multiprocessing mp = family().jvmArgs("-XX:+NoSuchOption").open()) {
            ChildProcess child = mp.process(() -> {});
            ProcessStartException e = catchThrowableOfType(ProcessStartException.class, child::start);
            assertThat(e.exitStatus()).hasValue(1);
            assertThat(e.errorOutput()).contains("NoSuchOption");
            assertThat(e.command()).contains("-XX:+NoSuchOption");
            assertThat(e).hasMessageContaining("Unrecognized VM option").hasMessageContaining(child.getName());
            assertThat(child.isAlive()).isFalse();
            assertThat(mp.activeChildren()).isEmpty();
        }
    }

    @FamilyTest
    @DisplayName("start: where there is no Java, the path that was tried is named")
    default void missingJava(@TempDir Path directory) {
        try (Multiprocessing mp = family().javaHome(directory.resolve("no-jdk")).open()) {
            assertThatExceptionOfType(ProcessStartException.class)
                    .isThrownBy(() -> mp.start(() -> {}))
                    .withMessageContaining(directory.resolve("no-jdk").resolve("bin").resolve("java").toString())
                    .satisfies(e -> assertThat(e.command()).isNotEmpty());
            assertThat(mp.activeChildren()).isEmpty();
        }
    }

    @FamilyTest
    @DisplayName("start: a directory that does not exist, and a class path without the library, are told")
    default void missingDirectoryOrLibrary(@TempDir Path directory) {
        try (Multiprocessing mp = family().workingDirectory(directory.resolve("nowhere")).open()) {
            assertThatExceptionOfType(ProcessStartException.class)
                    .isThrownBy(() -> mp.start(() -> {}))
                    .withMessageContaining("nowhere");
        }
        try (Multiprocessing mp = family().classPath(directory.toString()).open()) {
            assertThatExceptionOfType(ProcessStartException.class)
                    .isThrownBy(() -> mp.start(() -> {}))
                    .withMessageContaining("ClassNotFoundException")
                    .satisfies(e -> assertThat(e.exitStatus()).hasValue(1));
        }
    }

    @FamilyTest
    @DisplayName("start: a child that is not ready in time is killed")
    default void notReadyInTime() {
        try (Multiprocessing mp = family().startTimeout(Duration.ofMillis(1)).open()) {
            ChildProcess child = mp.process(() -> {});
            assertThatExceptionOfType(ProcessStartException.class).isThrownBy(child::start);
            assertThat(mp.activeChildren()).isEmpty();
            assertThat(child.isAlive()).isFalse();
        }
    }

    @FamilyTest
    @DisplayName("start: a target that can't be serialised is refused, naming what it captured; the object "
            + "stays usable")
    default void notSerializableTarget(Multiprocessing mp) {
        Object lock = new Object();
        ChildProcess child = mp.process(() -> System.out.println(lock));
        for (int attempt = 0; attempt < 2; attempt++) {
            NotSerializableTaskException e =
                    catchThrowableOfType(NotSerializableTaskException.class, child::start);
            assertThat(e.className()).isEqualTo("java.lang.Object");
            assertThat(e).hasMessageContaining("java.lang.Object").hasMessageContaining("ChildStartContract");
            assertThat(e.path()).contains("captured variable #1");
            assertThat(child.isAlive()).isFalse();
        }
        assertThat(mp.activeChildren()).isEmpty();
    }

    @FamilyTest
    @DisplayName("start: a target that the child can't rebuild is told with the child's exception")
    default void targetThatCannotBeRebuilt(Multiprocessing mp) {
        Fussy fussy = new Fussy();
        assertThatExceptionOfType(ProcessStartException.class)
                .isThrownBy(() -> mp.start(() -> System.out.println(fussy)))
                .withMessageContaining("I refuse to be read")
                .withStackTraceContaining(Fussy.class.getName());
        assertThat(mp.activeChildren()).isEmpty();
    }

    @FamilyTest
    @DisplayName("start: an interrupt neither stops it nor is lost")
    default void interruptIsKept(Multiprocessing mp) throws Exception {
        Thread.currentThread().interrupt();
        ChildProcess child = mp.start(() -> {});
        assertThat(Thread.interrupted()).isTrue();
        child.join();
        assertThat(child.exitCode()).hasValue(0);
    }

    @FamilyTest
    @DisplayName("start: a closed family makes and starts nothing")
    default void closedFamily() {
        Multiprocessing mp = family().open();
        ChildProcess child = mp.process(() -> {});
        mp.close();
        assertThatIllegalStateException().isThrownBy(child::start).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> mp.process(() -> {})).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> mp.pool(1)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(mp::queue).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(mp::pipe).withMessageContaining("closed");
    }
}
