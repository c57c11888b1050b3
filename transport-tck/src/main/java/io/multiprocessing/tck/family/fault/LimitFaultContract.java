package io.multiprocessing.tck.family.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.LimitProgram;
import io.multiprocessing.tck.family.harness.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/**
 * Where the system has no more to give, there is a typed error, and all goes on when it has again. The file systems of
 * a program are made full or read-only in a name space of its own, where the system lets its users have such.
 */
public interface LimitFaultContract extends FamilyUnderTest {
    /** Not the usual one, below which the class path may lie. */
    String TEMPORARY = "/mnt";

    private Program limited(String command, String scene, String... more) throws IOException {
        String[] arguments = Stream.concat(Stream.of(scene, transport()), Stream.of(more)).toArray(String[]::new);
        return Program.start(
                List.of("sh", "-c", command + " && exec \"$@\"", "sh"), LimitProgram.class, patience(), arguments);
    }

    /** @param mounts commands that only the program will see the effect of */
    private Program remounted(String mounts, String scene, String... more) throws IOException {
        List<String> prefix = List.of("unshare", "-Urm", "sh", "-c", mounts + " && exec \"$@\"", "sh");
        String[] arguments = Stream.concat(Stream.of(scene, transport()), Stream.of(more)).toArray(String[]::new);
        return Program.start(prefix, LimitProgram.class, patience(), arguments);
    }

    private static void assumeMountsAreAllowed() throws InterruptedException {
        try {
            String mounts = "mount -t tmpfs tmpfs /dev/shm && mount -t tmpfs tmpfs " + TEMPORARY;
            int status = new ProcessBuilder("unshare", "-Urm", "sh", "-c", mounts)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assumeTrue(status == 0, "users may have name spaces of their own");
        } catch (IOException e) {
            assumeTrue(false, "unshare of util-linux: " + e);
        }
    }

    private static List<String> attempts(Program program, String when) {
        return program.out().stream().filter(line -> line.startsWith(when + " ")).toList();
    }

    private static void assertAllTyped(Program program) {
        assertThat(program.out())
                .as("what it printed; its errors: %s", program.err())
                .noneMatch(line -> line.endsWith("UNTYPED"))
                .contains("closed");
    }

    @FamilyTest
    @DisplayName("limits: without descriptors a start fails with a typed error; the pool goes on when there are some again")
    default void descriptors() throws Exception {
        try (Program program = limited("ulimit -n 150", "descriptors")) {
            assertThat(program.awaitExit()).as("%s", program.err()).isZero();
            assertAllTyped(program);
            assertThat(program.out())
                    .contains("before child: ok", "lost descriptors: {}", "again child: ok", "again pool: ok");
            assertThat(attempts(program, "without")).singleElement().asString().contains("typed");
        }
    }

    @FamilyTest
    @DisplayName("limits: where /dev/shm is read-only, everything works elsewhere")
    default void unusableSharedMemory() throws Exception {
        assumeMountsAreAllowed();
        try (Program program = remounted("mount -t tmpfs -o ro tmpfs /dev/shm", "places")) {
            assertThat(program.awaitExit()).as("%s", program.err()).isZero();
            assertThat(attempts(program, "here")).hasSize(7).allMatch(line -> line.endsWith(": ok"));
        }
    }

    @FamilyTest
    @DisplayName("limits: where /dev/shm and the temporary directory are full, what needs room fails with a typed error, "
            + "and works when there is some")
    default void fullDirectories() throws Exception {
        assertRecovers("room in life", "size=64k", "size=256m");
    }

    @FamilyTest
    @DisplayName("limits: where /dev/shm and the temporary directory are read-only, what needs files fails with a typed "
            + "error, and works when they are not")
    default void readOnlyDirectories() throws Exception {
        assertRecovers("room", "ro", "rw,size=256m");
    }

    private void assertRecovers(String scene, String before, String after) throws Exception {
        assumeMountsAreAllowed();
        List<String> makeRoom = new ArrayList<>(List.of("sh", "-c"));
        makeRoom.add("mount -o remount," + after + " /dev/shm && mount -o remount," + after + " " + TEMPORARY);
        String mounts = "mount -t tmpfs -o " + before + " tmpfs /dev/shm && mount -t tmpfs -o " + before
                + " tmpfs " + TEMPORARY + " && export JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + TEMPORARY;
        try (Program program = remounted(mounts, scene, makeRoom.toArray(String[]::new))) {
            assertThat(program.awaitExit()).as("%s", program.err()).isZero();
            assertAllTyped(program);
            assertThat(program.out()).contains("room was made: true");
            if (program.out()
                    .stream()
                    .noneMatch(line -> line.startsWith("open: ") && line.contains("is unavailable"))) {
                assertThat(attempts(program, "without")).hasSize(7).anyMatch(line -> line.contains("typed"));
            }
            assertThat(attempts(program, "again")).hasSize(7).allMatch(line -> line.endsWith(": ok"));
        }
    }
}
