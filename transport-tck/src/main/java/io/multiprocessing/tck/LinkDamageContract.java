package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Rule L9: what comes is no frame. Runs for transports that {@linkplain #rawChannel let a child write raw bytes}. */
public interface LinkDamageContract extends TransportUnderTest {
    private static byte[] encoded(Frame frame) {
        ByteBuffer bytes = ByteBuffer.allocate(frame.encodedLength());
        frame.putPrefix(bytes);
        return bytes.put(frame.head()).put(frame.body()).array();
    }

    private static byte[] prefix(int length, int type, int reserved, int headLength) {
        return ByteBuffer.allocate(200)
                .putInt(length)
                .put((byte) type)
                .put((byte) reserved)
                .putShort((short) headLength)
                .array();
    }

    /** What a child does that sends two numbered frames, then these bytes. */
    private Script damaging(byte[] bytes, Script.Finish finish) {
        byte[] good = encoded(Numbered.frame(0, 100));
        byte[] more = encoded(Numbered.frame(1, 100));
        byte[] all = ByteBuffer.allocate(good.length + more.length + bytes.length)
                .put(good)
                .put(more)
                .put(bytes)
                .array();
        Class<? extends RawChannel> channel = rawChannel().orElseThrow();
        return Script.raw(channel, all).then(finish);
    }

    private Family familyWithRawChannel() {
        assumeTrue(rawChannel().isPresent(), "no raw channel is given, so no bytes but the link's own can be written");
        return Family.ofProcesses(this);
    }

    @KitTest
    @DisplayName("L9: bytes that are no frame end the link, after what was sent before, and the error says what was found")
    default void bytesThatAreNoFrameEndTheLink() {
        Map<String, byte[]> cases = new TreeMap<>();
        cases.put("1213486160", "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        cases.put("4294967295", prefix(-1, 1, 0, 0));
        cases.put("2147483647", prefix(Integer.MAX_VALUE, 1, 0, 0));
        cases.put("3", prefix(3, 1, 0, 0));
        cases.put("77", prefix(100, 1, 77, 0));
        cases.put("101", prefix(100, 1, 0, 101));
        try (Family family = familyWithRawChannel()) {
            List<Peer> children = family.startTogether(cases.values()
                    .stream()
                    .map(bytes -> damaging(bytes, Script.Finish.STAY))
                    .toList());
            Iterator<Peer> next = children.iterator();
            cases.keySet().forEach(found -> {
                Peer child = next.next();
                Inbox inbox = child.start(Inbox.numbered());
                assertThat(child.awaitEnd())
                        .as("the end's cause")
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining(found);
                assertThat(inbox.received()).as("frames received before the damage").isEqualTo(2);
                assertThatThrownBy(() -> child.link().send(Numbered.frame(0, 10)))
                        .as("a send on the damaged link")
                        .isInstanceOf(TransportException.class);
            });
        }
    }

    @Alone
    @KitTest
    @DisplayName("L9: a length of 65 MiB is refused before memory is set aside for it")
    default void noMemoryIsSetAsideForALengthOutOfBounds() {
        int tooLong = 65 << 20;
        try (Family family = familyWithRawChannel()) {
            Peer child = family.start(damaging(prefix(tooLong, 1, 0, 0), Script.Finish.STAY));
            child.awaitReport("sentAll");
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getTotalThreadAllocatedBytes();
            child.start(Inbox.numbered());
            assertThat(child.awaitEnd()).as("the end's cause").hasMessageContaining(Integer.toString(tooLong));
            assertThat(threads.getTotalThreadAllocatedBytes() - before).as("bytes allocated").isLessThan(tooLong / 2);
        }
    }

    @KitTest
    @DisplayName("L9: a stream that ends within a frame's prefix, head or body ends the link with a cause, without that frame")
    default void aTruncatedFrameEndsTheLink() {
        byte[] whole = encoded(Frame.of(1, new byte[50], ByteBuffer.allocate(1000)));
        try (Family family = familyWithRawChannel()) {
            List<Peer> children = family.startTogether(
                    IntStream.of(1, Frame.PREFIX_BYTES - 1, Frame.PREFIX_BYTES + 20, whole.length - 1)
                            .mapToObj(length -> damaging(Arrays.copyOf(whole, length), Script.Finish.HALT))
                            .toList());
            for (Peer child : children) {
                Inbox inbox = child.start(Inbox.numbered());
                assertThat(child.awaitEnd()).as("the end's cause").isInstanceOf(TransportException.class);
                assertThat(inbox.received()).as("frames received").isEqualTo(2);
            }
        }
    }

    @KitTest
    @DisplayName("L9: a child that breaks the protocol harms no other")
    default void damageHarmsNoOtherChild() {
        try (Family family = familyWithRawChannel()) {
            Peer other = family.start(Script.sink(10));
            Inbox inbox = other.start(Inbox.numbered());
            other.send(0, 10, 1000);
            Peer child = family.start(damaging(prefix(-1, 1, 0, 0), Script.Finish.STAY));
            child.start(Inbox.numbered());
            assertThat(child.awaitEnd()).as("the end's cause").isInstanceOf(TransportException.class);
            other.send(10, 20, 1000);
            other.link().closeOutput();
            assertThat(other.awaitEndAtChild()).as("frames received by the other").isEqualTo(20);
            other.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received from the other").isEqualTo(10);
        }
    }
}
