package org.example.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/writing-a-transport.md shows is what is tested here. */
class WritingATransportTest {
    private static final Path PAGE = Path.of("..", "docs", "writing-a-transport.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "org", "example", "tcp");

    @Test
    void thePageShowsTheTransportThatPassesTheKit() throws IOException {
        String page = Files.readString(PAGE);
        for (String file : new String[] {"TcpTransport.java", "TcpLink.java", "TcpTransportTest.java"}) {
            String source = Files.readString(SOURCES.resolve(file)).strip();
            assertThat(page).as("the page, which shows %s", file).contains("```java\n" + source + "\n```");
        }
    }

    @Test
    void thePageShowsHowItIsRegistered() throws IOException {
        String service = "META-INF/services/io.multiprocessing.spi.Transport";
        String provider = Files.readString(Path.of("src", "test", "resources").resolve(service)).strip();
        assertThat(Files.readString(PAGE)).contains("`" + service + "`:\n\n```\n" + provider + "\n```");
    }
}
