package io.multiprocessing.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Sends frames to a child that sends them back, and compares all of them at the end, on both sides. */
public final class Echo {
    private Echo() {}

    /** Fails unless each comes back as it was, in order, and nothing else. */
    public static void check(Family family, List<Frame> frames) {
        List<ByteBuffer> before = frames.stream().map(Frame::body).toList();
        List<Frame> kept = new ArrayList<>();
        Peer child = family.start(Script.echo());
        child.start(Inbox.keeping(kept));
        CompletableFuture<@Nullable Void> sending = child.meanwhile(() -> {
            frames.forEach(child.link()::send);
            child.link().closeOutput();
        });
        child.awaitOrderlyEnd();
        sending.join();
        for (int i = 0; i < Math.min(kept.size(), frames.size()); i++) {
            compare(i, kept.get(i), frames.get(i), before.get(i));
        }
        assertThat(kept).as("the number of frames that came back").hasSameSizeAs(frames);
        assertThat(child.awaitReport("digest"))
                .as("checksum of what the child got, which may have come back right by being wronged twice")
                .isEqualTo(digest(frames));
    }

    private static String digest(List<Frame> frames) {
        CRC32C digest = new CRC32C();
        frames.forEach(frame -> Numbered.digest(frame, digest));
        return Long.toString(digest.getValue());
    }

    private static void compare(int index, Frame got, Frame sent, ByteBuffer sentBody) {
        String which = "frame " + index + ", sent as " + sent;
        assertThat(sent.body()).as("sending must not move the body's position or limit of %s", which)
                .isEqualTo(sentBody);
        assertThat(got.type()).as("type of %s", which).isEqualTo(sent.type());
        assertThat(got.head()).as("head of %s", which).isEqualTo(sent.head());
        assertThat(got.bodyLength()).as("length of the body of %s", which).isEqualTo(sentBody.remaining());
        assertThat(got.body().mismatch(sentBody)).as("where the body of %s first differs", which).isEqualTo(-1);
    }
}
