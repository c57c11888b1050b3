package io.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
    @Test
    void theClassPathIsAbsoluteAndHasThisClass() {
        String classPath = Surroundings.classPath();
        assertThat(classPath.split(File.pathSeparator)).allMatch(entry -> Path.of(entry).isAbsolute());
        assertThat(classPath).contains(Path.of(
                URI.create(SurroundingsTest.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString());
    }

    @Test
    void whatAContextClassLoaderFindsIsOnTheClassPathOfChildren() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] urls = {URI.create("file:/somewhere/with%20space/app.jar").toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, before)) {
            thread.setContextClassLoader(loader);
            assertThat(Surroundings.classPath().split(File.pathSeparator)).contains("/somewhere/with space/app.jar");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void usersOptionsComeLastAndWin() {
        List<String> args = Surroundings.jvmArgs("512m", List.of("-Xmx1g", "-Da=b"));
        assertThat(args).endsWith("-Xmx512m", "-Xmx1g", "-Da=b").contains("-XX:+UseSerialGC");
        assertThat(args).filteredOn(arg -> arg.startsWith("--enable-native-access")).hasSize(1);
    }

    @Test
    void aCollectorOfTheUsersChoiceIsTheOnlyOne() {
        assertThat(Surroundings.jvmArgs(null, List.of("-XX:+UseG1GC")))
                .contains("-XX:+UseG1GC")
                .doesNotContain("-XX:+UseSerialGC");
        assertThat(Surroundings.jvmArgs(null, List.of())).noneMatch(arg -> arg.startsWith("-Xmx"));
    }

    @Test
    void whatThisProcessWasStartedWithIsPassedOnAsFarAsItMatters() {
        // The build starts test processes with this one.
        boolean own = ProcessHandle.current()
                .info()
                .arguments()
                .map(List::of)
                .orElse(List.of())
                .contains("--sun-misc-unsafe-memory-access=deny");
        assertThat(Surroundings.jvmArgs(null, List.of()).contains("--sun-misc-unsafe-memory-access=deny"))
                .isEqualTo(own);
        assertThat(Surroundings.jvmArgs(null, List.of())).noneMatch(arg -> arg.startsWith("-Xmx") || arg.equals("-cp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "512m", "2G", "65536k", "1T", "123456789"})
    void heapSizesAsTheJvmUnderstandsThem(String size) {
        assertThat(Surroundings.checkedHeapSize(size)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "12mb", "-1", "1.5g", "1 g", "g1", "512m -XX:Foo"})
    void otherHeapSizesAreRefused(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Surroundings.checkedHeapSize(size))
                .withMessageContaining("512m");
    }

    @Test
    void theCommandLineNamesJavaOptionsClassPathAndMainClass() {
        for (boolean linkOnPipes : new boolean[] {true, false}) {
            JvmCommand command = new JvmCommand(
                    Path.of("/jdk"), List.of("-Da=b c"), "x.jar", "a.Main", List.of("arg"), Map.of(), null,
                    linkOnPipes);
            assertThat(command.javaCommandLine())
                    .startsWith("/jdk/bin/java", "-Da=b c", "-cp", "x.jar", "a.Main")
                    .endsWith("arg");
            assertThat(command.commandLine()).endsWith(command.javaCommandLine().toArray(String[]::new));
            if (JvmCommand.canMoveDescriptors()) {
                assertThat(command.commandLine()).startsWith("/bin/sh", "-c");
            }
        }
    }
}
