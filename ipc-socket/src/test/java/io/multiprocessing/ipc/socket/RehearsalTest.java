package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path temporary;

    @Test
    void needsNoNettyAndLeavesNothing() throws Exception {
        String withoutNetty = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("netty"))
                .collect(Collectors.joining(File.pathSeparator));
        Process rehearsing = Jvm.startOn(withoutNetty, temporary, Rehearsing.class);
        assertThat(Jvm.lines(rehearsing)).containsExactly("rehearsed");
        assertThat(rehearsing.waitFor()).isZero();
        assertThat(temporary).isEmptyDirectory();
    }

    static final class Rehearsing {
        public static void main(String[] args) throws Exception {
            new SocketTransport().rehearse();
            System.out.println("rehearsed");
        }
    }
}
