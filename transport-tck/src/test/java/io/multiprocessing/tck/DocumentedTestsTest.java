package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents that say which test covers what name tests that exist. */
class DocumentedTestsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void ofFaults() throws IOException {
        assertEveryTestThatIsNamedExists("docs/faults.md");
    }

    @Test
    void ofParity() throws IOException {
        assertEveryTestThatIsNamedExists("docs/parity.md");
    }

    private static void assertEveryTestThatIsNamedExists(String document) throws IOException {
        Map<String, String> sources = sources();
        Matcher references = REFERENCE.matcher(Files.readString(ROOT.resolve(document)));
        List<String> missing = new ArrayList<>();
        int count = 0;
        while (references.find()) {
            count++;
            String source = sources.getOrDefault(references.group(1), "");
            if (!source.contains("void " + references.group(2) + "(")) {
                missing.add(references.group());
            }
        }
        assertThat(count).isPositive();
        assertThat(missing).as("tests that %s names but that do not exist", document).isEmpty();
    }

    /** The text of all tests of the project, by the names of their classes. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.find(
                ROOT, 20, (file, attributes) -> file.toString().matches(".*/src/.*(Test|Contract)\\.java"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
