package io.multiprocessing.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiprocessing.SharedMemory;
import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.family.settings.SharedPlaces;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fills real file systems, small ones, in a process that alone sees them. */
class FullPlaceTest {
    private static final int BYTES = 100_000;

    @TempDir
    Path directory;

    /** Makes memory until there is no room left in either directory, and touches all of it. */
    static final class Fill {
        public static void main(String[] arguments) throws Exception {
            Member member = Loner.root();
            Memories memories = Memories.of(member);
            List<SharedMemory> made = new ArrayList<>();
            try {
                while (true) {
                    made.add(memories.make(BYTES));
                }
            } catch (SharedMemoryException e) {
                System.out.println("error " + e.getMessage());
                System.out.println("needed=" + e.neededBytes() + " free=" + e.freeBytes());
            }
            for (SharedMemory memory : made) {
                memory.segment().fill((byte) 1);
            }
            for (String parent : arguments) {
                File[] families = new File(parent).listFiles();
                System.out.println("files=" + families[0].list((dir, name) -> name.startsWith("0-")).length);
            }
            member.leave();
            for (String parent : arguments) {
                System.out.println("left=" + new File(parent).list().length);
            }
        }
    }

    @Test
    void theNextPlaceIsUsedWhenOneIsFullAndThenItIsAnError() throws Exception {
        assumeTrue(isPossible(), "this user may not mount file systems");
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        String mount = "mount -t tmpfs -o size=1m tmpfs " + first + " && mount -t tmpfs -o size=2m tmpfs " + second
                + " && exec \"$@\"";
        List<String> out = run("unshare", "-m", "sh", "-c", mount, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + SharedPlaces.DIRECTORY_PROPERTY + "=" + first + File.pathSeparator + second,
                "-cp", System.getProperty("java.class.path"), Fill.class.getName(), first.toString(),
                second.toString());
        assertThat(out.getFirst()).startsWith("error Shared memory can't be made: neededBytes=" + (BYTES + 128))
                .contains("no room in " + first + ": freeBytes=", "no room in " + second + ": freeBytes=");
        assertThat(out.get(1)).matches("needed=" + (BYTES + 128) + " free=[1-9]\\d{0,4}");
        // Of 25 pages each; the directory and its record take none.
        assertThat(out.subList(2, out.size())).containsExactly("files=10", "files=20", "left=0", "left=0");
    }

    private static boolean isPossible() throws Exception {
        return Files.isExecutable(Path.of("/usr/bin/unshare"))
                && new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    private static List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }
}
