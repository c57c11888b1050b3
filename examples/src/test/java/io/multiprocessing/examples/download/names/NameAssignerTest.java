package io.multiprocessing.examples.download.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameAssignerTest {
    @TempDir
    Path directory;

    @Test
    void urlsThatEndAlikeGetNamesOfTheirOwn() {
        var names = new NameAssigner(directory, false, Map.of());
        assertThat(names.assign(URI.create("http://a/f.iso"))).isEqualTo("f.iso");
        assertThat(names.assign(URI.create("http://b/f.iso"))).isEqualTo("f (2).iso");
        assertThat(names.assign(URI.create("http://b/F.ISO"))).as("alike on some file systems").isEqualTo("F (3).ISO");
        assertThat(names.assign(URI.create("http://a/f.iso"))).as("asked for twice").isEqualTo("f (4).iso");
    }

    @Test
    void existingFilesLinksAndForeignPartsAreInTheWay() throws Exception {
        Files.createFile(directory.resolve("f.iso"));
        Files.createSymbolicLink(directory.resolve("f (2).iso"), Path.of("/nowhere/at/all"));
        Files.createFile(directory.resolve("f (3).iso.part"));
        Files.createDirectory(directory.resolve("f (4).iso"));
        var names = new NameAssigner(directory, false, Map.of());
        assertThat(names.assign(URI.create("http://a/f.iso"))).isEqualTo("f (5).iso");
    }

    @Test
    void anUnfinishedDownloadOfTheSameUrlGoesOn() throws Exception {
        Files.createFile(directory.resolve("f (2).iso.part"));
        var names = new NameAssigner(directory, false, Map.of("f (2).iso", "http://b/f.iso"));
        assertThat(names.assign(URI.create("http://a/f.iso"))).isEqualTo("f.iso");
        assertThat(names.assign(URI.create("http://b/f.iso"))).isEqualTo("f (2).iso");
        assertThat(names.assign(URI.create("http://b/f.iso"))).isEqualTo("f (3).iso");
    }
}
