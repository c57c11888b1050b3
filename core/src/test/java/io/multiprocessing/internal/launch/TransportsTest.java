package io.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportsTest {
    @TempDir
    private Path directory;

    /** A provider that does nothing but be found. */
    public abstract static class Found implements Transport {
        private final String name;
        private final int rank;
        private final Availability availability;

        Found(String name, int rank, Availability availability) {
            this.name = name;
            this.rank = rank;
            this.availability = availability;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public Availability availability() {
            return availability;
        }

        @Override
        public Invitation invite(String label) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Link accept(Invitation invitation, StandardPipes pipes, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Link connect(String address, StandardPipes pipes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    public static final class Modest extends Found {
        public Modest() {
            super("modest", 5, Availability.available());
        }
    }

    public static final class Better extends Found {
        public Better() {
            super("better", 50, Availability.restricted("a bit slow"));
        }
    }

    public static final class Best extends Found {
        public Best() {
            super("best", 500, Availability.unavailable("it needs a newer moon"));
        }
    }

    public static final class Broken extends Found {
        public Broken() {
            super("broken", 5000, Availability.available());
            throw new IllegalStateException("thrown on purpose by a provider");
        }
    }

    /** With these providers on the class path, and no others. */
    private <V> V with(List<Class<?>> providers, Callable<V> call) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(Transport.class.getName()), providers.stream().map(Class::getName).toList());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void theBestIsTheHighestInRankThatIsAvailable() throws Exception {
        List<Class<?>> all = List.of(Modest.class, Best.class, Better.class);
        assertThat(with(all, () -> Transports.best().name())).isEqualTo("better");
        assertThat(with(all, () -> Transports.all().stream().map(Transport::name).toList()))
                .containsExactly("best", "better", "modest");
        assertThat(with(all, () -> Transports.named("modest").name())).isEqualTo("modest");
    }

    @Test
    void aProviderThatFailsHidesNoOther() throws Exception {
        assertThat(with(List.of(Broken.class, Modest.class), () -> Transports.best().name())).isEqualTo("modest");
    }

    @Test
    void anUnknownNameIsAnsweredWithWhatThereIs() throws Exception {
        with(List.of(Modest.class, Best.class), () -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transports.named("pigeon"))
                    .withMessageContaining("no transport \"pigeon\"")
                    .withMessageContaining("modest")
                    .withMessageContaining("best (unavailable: it needs a newer moon)")
                    .withMessageContaining("for pipe add io.multiprocessing:multiprocessing-ipc-pipe");
            return null;
        });
    }

    @Test
    void aKnownNameThatIsMissingIsAnsweredWithTheArtifactToAdd() {
        for (String name : List.of("pipe", "socket", "sharedmem")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transports.named(name))
                    .withMessageContaining("Add the artifact io.multiprocessing:multiprocessing-ipc-" + name)
                    .withMessageContaining("has no transports");
        }
    }

    @Test
    void anUnavailableOneIsRefusedWithItsReason() throws Exception {
        with(List.of(Best.class), () -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Transports.named("best"))
                    .withMessageContaining("\"best\" is unavailable: it needs a newer moon");
            assertThatIllegalArgumentException()
                    .isThrownBy(Transports::best)
                    .withMessageContaining("No transport is available")
                    .withMessageContaining("it needs a newer moon");
            return null;
        });
    }

    @Test
    void aChildMakesTheOneThatItsParentNamed() {
        Bootstrap bootstrap = new Bootstrap("modest", Modest.class.getName(), "", Map.of());
        assertThat(Transports.forChild(bootstrap)).isInstanceOf(Modest.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transports.forChild(new Bootstrap("gone", "no.such.Class", "", Map.of())))
                .withMessageContaining("gone");
    }
}
