package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelProviderTest {
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    @TempDir
    Path temporary;

    @Test
    void theJdksOwnIsTold() throws Exception {
        assertThat(Class.forName(ChannelProvider.name(), false, null))
                .isEqualTo(SelectorProvider.provider().getClass());
    }

    @Test
    void aChildThatIsToldDoesNotSearchTheClassPath() throws Exception {
        Path services = Files.createDirectories(temporary.resolve("META-INF/services"));
        Files.writeString(services.resolve(PROPERTY), "no.such.Provider");
        assertThat(firstLineOfAChild("")).contains("ServiceConfigurationError");
        assertThat(firstLineOfAChild(ChannelProvider.name())).isEqualTo(ChannelProvider.name() + " null");
    }

    @Test
    void aNameThatIsNoProvidersHereChangesNothing() throws Exception {
        for (String name : new String[] {"no.such.Provider", "java.lang.String", "sun.nio.ch.SelectorProviderImpl"}) {
            assertThat(firstLineOfAChild(name)).isEqualTo(ChannelProvider.name() + " null");
        }
    }

    @Test
    void whatSomebodyHasChosenStands() throws Exception {
        assertThat(firstLineOfAChild(ChannelProvider.name(), "-D" + PROPERTY + "=no.such.Provider"))
                .contains("ServiceConfigurationError");
    }

    private String firstLineOfAChild(String name, String... options) throws Exception {
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 1, options.length);
        all[0] = "-Dtold=" + name;
        Process child = Jvm.startBehind(temporary, temporary, Child.class, all);
        String line = Jvm.firstLine(child);
        child.waitFor();
        return line;
    }

    /** Tells what made its channel. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            ChannelProvider.settle(System.getProperty("told"));
            try {
                SelectorProvider provider = SelectorProvider.provider();
                provider.openPipe().source().close();
                System.out.println(provider.getClass().getName() + " " + System.getProperty(PROPERTY));
            } catch (Error e) {
                System.out.println(e);
            }
        }
    }
}
