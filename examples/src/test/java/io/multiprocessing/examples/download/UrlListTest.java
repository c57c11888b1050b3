package io.multiprocessing.examples.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlListTest {
    @Test
    void takesArgumentsAndTheListWhereItIsAskedFor() throws Exception {
        InputStream list = stream("\uFEFF# list\n\n  http://b/1  \r\n#http://c\nhttp://b/é\n");
        assertThat(UrlList.of(List.of("http://a", "-", "http://z", "-"), list))
                .containsExactly("http://a", "http://b/1", "http://b/é", "http://z");
    }

    @Test
    void leavesStandardInputAloneOtherwise() throws Exception {
        InputStream list = stream("http://b");
        assertThat(UrlList.of(List.of("http://a"), list)).containsExactly("http://a");
        assertThat(list.available()).isEqualTo(8);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
