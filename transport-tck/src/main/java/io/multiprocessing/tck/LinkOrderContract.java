package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.spi.Frame;
import io.multiprocessing.tck.internal.Echo;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** Rules L1 and L2: frames arrive once, in the order sent, whole, with every byte as it was. */
public interface LinkOrderContract extends TransportUnderTest {
    /** Lengths next to which off-by-one errors live. */
    private static IntStream awkwardLengths() {
        return IntStream.concat(
                IntStream.rangeClosed(0, 70),
                IntStream.rangeClosed(7, 20)
                        .map(power -> 1 << power)
                        .flatMap(n -> IntStream.rangeClosed(n - 1, n + 1)));
    }

    @KitTest
    @DisplayName("L1: many small frames arrive at the child in order, each once")
    default void smallFramesReachTheChildInOrder() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            child.send(0, 20_000, 24);
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(20_000);
        }
    }

    @KitTest
    @DisplayName("L1: many small frames arrive at the parent in order, each once")
    default void smallFramesReachTheParentInOrder() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(20_000, 0, 64));
            Inbox inbox = child.start(Inbox.numbered());
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received").isEqualTo(20_000);
        }
    }

    @KitTest
    @DisplayName("L1, L2: frames of random sizes arrive in order and whole, both ways")
    default void mixedFramesArriveInOrderAndWhole() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(400, 0, 300_000));
            Inbox inbox = child.start(Inbox.numbered());
            for (long number = 0; number < 400; number++) {
                child.link().send(Numbered.frame(number, Numbered.length(number, 0, 300_000)));
            }
            child.link().closeOutput();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(400);
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(400);
        }
    }

    @KitTest
    @DisplayName("L2: every type from 0 to 255 arrives as it is, with and without head and body")
    default void everyTypeArrives() {
        try (Family family = Family.of(this)) {
            byte[] head = {1, 2, 3};
            List<Frame> frames = IntStream.range(0, 256)
                    .boxed()
                    .flatMap(type -> Stream.of(
                            Frame.of(type, new byte[0]),
                            Frame.of(type, head),
                            Frame.of(type, new byte[0], Numbered.body(type, 10)),
                            Frame.of(type, head, Numbered.body(type, 10))))
                    .toList();
            Echo.check(family, frames);
        }
    }

    @KitTest
    @DisplayName("L2: frames of zeros alone are frames, not an end")
    default void framesOfZerosArrive() {
        try (Family family = Family.of(this)) {
            List<Frame> frames = IntStream.range(0, 40)
                    .mapToObj(n -> Frame.of(0, new byte[n % 3 * 8], ByteBuffer.allocate(n)))
                    .toList();
            Echo.check(family, frames);
        }
    }

    @KitTest
    @DisplayName("L2: heads of every length up to the largest")
    default void headsOfAllLengths() {
        try (Family family = Family.of(this)) {
            List<Frame> frames = new ArrayList<>();
            IntStream.concat(awkwardLengths(), IntStream.of(Frame.MAX_HEAD - 8, Frame.MAX_HEAD - 1, Frame.MAX_HEAD))
                    .filter(length -> length <= Frame.MAX_HEAD)
                    .forEach(length -> {
                        byte[] head = new byte[length];
                        Numbered.body(length, length).get(head);
                        frames.add(Frame.of(length & 0xFF, head));
                        frames.add(Frame.of(length & 0xFF, head, Numbered.body(length + 1, 1000)));
                    });
            Echo.check(family, frames);
        }
    }

    @KitTest
    @DisplayName("L2: bodies of lengths around every power of two")
    default void bodiesAroundPowersOfTwo() {
        try (Family family = Family.of(this)) {
            byte[] head = {42};
            Echo.check(family, awkwardLengths()
                    .mapToObj(length -> Frame.of(length & 0xFF, head, Numbered.body(length, length)))
                    .toList());
        }
    }

    @KitTest
    @DisplayName("L2: frames whose head and body together have lengths around 64 KiB")
    default void wholeFramesAround64KiB() {
        try (Family family = Family.of(this)) {
            List<Frame> frames = new ArrayList<>();
            for (int headLength : new int[] {0, 1, 20, 4096, Frame.MAX_HEAD}) {
                for (int total = (64 << 10) - 20; total <= (64 << 10) + 20; total++) {
                    byte[] head = new byte[headLength];
                    frames.add(Frame.of(7, head, Numbered.body(total, Math.max(0, total - headLength))));
                }
            }
            Echo.check(family, frames);
        }
    }

    @KitTest
    @DisplayName("L2: the largest frame there is, both ways, and a small one after it")
    default void theLargestFrameArrives() {
        try (Family family = Family.of(this)) {
            byte[] head = new byte[Frame.MAX_HEAD];
            new SplittableRandom(1).nextBytes(head);
            Echo.check(family, List.of(
                    Frame.of(255, head, Numbered.body(1, Frame.MAX_BODY)),
                    Frame.of(1, new byte[0], Numbered.body(2, 5))));
        }
    }

    @KitTest
    @DisplayName("L2: bodies in slices of arrays, in direct memory, and read-only ones")
    default void bodiesOfEveryKindOfBuffer() {
        try (Family family = Family.of(this)) {
            List<Frame> frames = new ArrayList<>();
            for (int length : new int[] {0, 1, 1000, 65_528, 65_536, 200_000}) {
                ByteBuffer content = Numbered.body(length, length);
                ByteBuffer wide = ByteBuffer.allocate(length + 30).position(10);
                wide.put(content.duplicate()).flip().position(10);
                ByteBuffer direct = ByteBuffer.allocateDirect(length + 30).position(10);
                direct.put(content.duplicate()).flip().position(10);
                for (ByteBuffer body : List.of(wide, wide.slice(), direct, direct.slice())) {
                    frames.add(Frame.of(1, new byte[] {9}, body));
                    frames.add(Frame.of(2, new byte[] {9}, body.asReadOnlyBuffer()));
                }
            }
            Echo.check(family, frames);
        }
    }

    @KitTest
    @DisplayName("L2: random heads and bodies")
    default void randomFrames() {
        try (Family family = Family.of(this)) {
            SplittableRandom random = new SplittableRandom(20_260_101);
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                byte[] head = new byte[random.nextInt(1 << random.nextInt(1, 17))];
                random.nextBytes(head);
                int bodyLength = random.nextInt(1 << random.nextInt(1, 20));
                frames.add(Frame.of(random.nextInt(256), head, Numbered.body(i, bodyLength)));
            }
            Echo.check(family, frames);
        }
    }
}
