package io.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static byte[] bytes(Bootstrap bootstrap) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bootstrap.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void isReadAsItWasWrittenAndNoByteMore() throws IOException {
        Bootstrap bootstrap = new Bootstrap(
                "pipe", "a.Class", "ä ☃ \uD83D\uDE80 \u0000", Map.of("key", "value", "empty", "", "lines", "a\nb"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bootstrap.writeTo(out);
        out.writeBytes("what follows".getBytes(StandardCharsets.US_ASCII));
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThat(Bootstrap.readFrom(in)).isEqualTo(bootstrap);
        assertThat(in.readAllBytes()).asString(StandardCharsets.US_ASCII).isEqualTo("what follows");
    }

    @Test
    void aClassPathMayBeLong() throws IOException {
        Bootstrap bootstrap = new Bootstrap("pipe", "a.Class", "", Map.of("classPath", "/ä/some.jar:".repeat(10_000)));
        assertThat(Bootstrap.readFrom(new ByteArrayInputStream(bytes(bootstrap)))).isEqualTo(bootstrap);
    }

    @Test
    void somethingElseOnStandardInputIsRefused() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Bootstrap.readFrom(new ByteArrayInputStream("GET / HTTP/1.1\r\n\r\n".getBytes(
                        StandardCharsets.US_ASCII))))
                .withMessageContaining("not from a parent of this version");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Bootstrap.readFrom(new ByteArrayInputStream(
                        new byte[] {'M', 'P', 'B', '1', 0x7F, -1, -1, -1})));
    }

    @Test
    void anEndWithinItIsAnError() throws IOException {
        byte[] whole = bytes(new Bootstrap("pipe", "a.Class", "x", Map.of("a", "b")));
        for (int length = 0; length < whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Bootstrap.readFrom(new ByteArrayInputStream(part)))
                    .isInstanceOf(IOException.class);
        }
    }
}
