package io.multiprocessing.internal.family;

import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.family.settings.FamilySettings;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The root of a family that never has children: for tests of what a member does by itself. */
public final class Loner {
    private Loner() {}

    /** A new one. */
    public static Member root() {
        FamilySettings settings = new FamilySettings(
                System.getProperty("java.home"),
                List.of(),
                System.getProperty("java.class.path"),
                Map.of(),
                null,
                StandardCodec.class.getName(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ZERO,
                1 << 20,
                false,
                null,
                null);
        return Member.root(new NoTransport(), settings, new StandardCodec());
    }

    private static final class NoTransport implements Transport {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public int rank() {
            return 0;
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
}
