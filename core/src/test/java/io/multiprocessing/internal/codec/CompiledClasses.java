package io.multiprocessing.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;

/** Compiles sources while a test runs: classes that only one loader knows. */
final class CompiledClasses {
    private CompiledClasses() {}

    /** A loader, child of the tests' own, that alone knows the classes of these sources. */
    static ClassLoader loader(Path directory, Map<String, String> sourceByClass) throws IOException {
        Path classes = compile(directory, sourceByClass);
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, CompiledClasses.class.getClassLoader());
    }

    /** A loader of a module of these sources, closed to reflection. */
    static ClassLoader closedModule(Path directory, String module, Map<String, String> sourceByClass)
            throws IOException {
        Path classes = compile(directory, sourceByClass);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
        return boot.defineModulesWithOneLoader(configuration, CompiledClasses.class.getClassLoader())
                .findLoader(module);
    }

    private static Path compile(Path directory, Map<String, String> sourceByClass) throws IOException {
        Path sources = Files.createTempDirectory(directory, "sources");
        Path classes = Files.createTempDirectory(directory, "classes");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        for (Map.Entry<String, String> source : sourceByClass.entrySet()) {
            Path file = sources.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(status).as("javac's exit status").isZero();
        return classes;
    }
}
