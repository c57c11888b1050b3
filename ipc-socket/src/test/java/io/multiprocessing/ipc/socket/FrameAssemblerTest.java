package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {
    private final FrameAssembler assembler = new FrameAssembler();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 64, 1000, 1 << 20})
    void framesAreTheSameInPiecesOfAnyLength(int pieceBytes) {
        List<Frame> sent = frames();
        ByteBuffer stream = stream(sent);
        List<Frame> received = new ArrayList<>();
        while (stream.hasRemaining()) {
            int length = Math.min(pieceBytes, stream.remaining());
            ByteBuffer piece = stream.slice(stream.position(), length);
            for (Frame frame = assembler.next(piece); frame != null; frame = assembler.next(piece)) {
                received.add(frame);
            }
            assertThat(piece.hasRemaining()).isFalse();
            stream.position(stream.position() + length);
        }
        assertThat(received).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(received.get(i).type()).isEqualTo(sent.get(i).type());
            assertThat(received.get(i).head()).isEqualTo(sent.get(i).head());
            assertThat(received.get(i).body()).isEqualTo(sent.get(i).body());
        }
        assertThat(assembler.isBetweenFrames()).isTrue();
        assertThat(assembler.truncation("x")).isNull();
    }

    @Test
    void theMarkIsTheEndAndNothingMayFollowIt() {
        assertThat(assembler.next(ByteBuffer.allocate(FrameAssembler.END_MARK_BYTES))).isNull();
        assertThat(assembler.isEnded()).isTrue();
        assertThat(assembler.truncation("x")).isNull();
        assertThatThrownBy(() -> assembler.next(ByteBuffer.allocate(3)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("bytes=3");
    }

    @Test
    void anEndWithinAFrameIsToldWithWhatThereWas() {
        ByteBuffer stream = stream(List.of(Frame.of(1, new byte[10], ByteBuffer.allocate(20))));
        assembler.next(stream.slice(0, 3));
        assertThat(assembler.truncation("x")).hasMessageContaining("prefix has 3 of 8 bytes");
        assembler.next(stream.slice(3, 20));
        assertThat(assembler.truncation("x")).hasMessageContaining("15 of 30 bytes");
    }

    @Test
    void anImpossibleLengthIsRefusedBeforeMemoryIsSetAside() {
        ByteBuffer prefix = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).flip();
        assertThatThrownBy(() -> assembler.next(prefix)).isInstanceOf(TransportException.class);
    }

    private static List<Frame> frames() {
        Random random = new Random(42);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] head = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(100)];
            byte[] body = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(5000)];
            random.nextBytes(head);
            random.nextBytes(body);
            frames.add(Frame.of(i, head, ByteBuffer.wrap(body)));
        }
        return frames;
    }

    private static ByteBuffer stream(List<Frame> frames) {
        ByteBuffer stream = ByteBuffer.allocate(frames.stream().mapToInt(Frame::encodedLength).sum());
        for (Frame frame : frames) {
            frame.putPrefix(stream);
            stream.put(frame.head()).put(frame.body());
        }
        return stream.flip();
    }
}
