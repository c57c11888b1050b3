package io.multiprocessing.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.generated.HeadMessage;
import io.multiprocessing.spi.Frame;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the head that is written by hand against the one that protobuf generates. */
class HeadTest {
    private static final int[] SIZES = {0, 1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE};
    private static final long[] LONGS = {0, 1, -1, 127, 128, 1L << 35, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final String[] TEXTS = {"", "a", "ä ☃ \uD83D\uDE80", "x".repeat(300)};

    private static Head random(Random random) {
        return new Head(
                LONGS[random.nextInt(LONGS.length)],
                path(random),
                path(random),
                LONGS[random.nextInt(LONGS.length)],
                SIZES[random.nextInt(SIZES.length)],
                LONGS[random.nextInt(LONGS.length)],
                TEXTS[random.nextInt(TEXTS.length)]);
    }

    private static MemberId path(Random random) {
        MemberId member = MemberId.ROOT;
        for (int depth = random.nextInt(5); depth > 0; depth--) {
            member = member.child(SIZES[1 + random.nextInt(SIZES.length - 1)]);
        }
        return member;
    }

    private static HeadMessage message(Head head) {
        HeadMessage.Builder builder = HeadMessage.newBuilder()
                .setId(head.id())
                .setObject(head.object())
                .setCode(head.code())
                .setNumber(head.number())
                .setText(head.text());
        for (int i = 0; i < head.to().depth(); i++) {
            builder.addTo(head.to().step(i));
        }
        for (int i = 0; i < head.from().depth(); i++) {
            builder.addFrom(head.from().step(i));
        }
        return builder.build();
    }

    @Test
    void writesWhatProtobufWrites() throws InvalidProtocolBufferException {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            Head head = random(random);
            assertThat(head.encode()).as("%s", head).isEqualTo(message(head).toByteArray());
            assertThat(HeadMessage.parseFrom(head.encode())).isEqualTo(message(head));
        }
    }

    @Test
    void readsWhatProtobufWrites() {
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            Head head = random(random);
            assertThat(Head.of(Frame.of(1, message(head).toByteArray()))).isEqualTo(head);
        }
    }

    @Test
    void anEmptyHeadTakesNoBytes() {
        assertThat(Head.empty().encode()).isEmpty();
        assertThat(Head.of(Frame.of(1, new byte[0]))).isEqualTo(Head.empty());
    }

    @Test
    void fieldsOfLaterVersionsAreSkipped() throws InvalidProtocolBufferException {
        Head known = Head.ofCode(5, 6, -7);
        for (UnknownFieldSet.Field later : List.of(
                UnknownFieldSet.Field.newBuilder().addVarint(-1).build(),
                UnknownFieldSet.Field.newBuilder().addFixed32(7).build(),
                UnknownFieldSet.Field.newBuilder().addFixed64(7).build(),
                UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("new")).build())) {
            byte[] bytes = UnknownFieldSet.newBuilder()
                    .addField(1000, later)
                    .build()
                    .toByteString()
                    .concat(ByteString.copyFrom(known.encode()))
                    .toByteArray();
            assertThat(HeadMessage.parseFrom(bytes).getCode()).isEqualTo(known.code());
            assertThat(Head.of(Frame.of(1, bytes))).isEqualTo(known);
        }
    }

    @Test
    void aKnownFieldOfAnotherKindIsRefused() {
        byte[] stepsOneByOne = {2 << 3, 1};
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Head.of(Frame.of(1, stepsOneByOne)))
                .withMessageContaining("another wire type");
    }

    @Test
    void aFieldThatIsLongerThanItsHeadIsRefused() {
        byte[] endless = {7 << 3 | 2, -1, -1, -1, -1, 0x0F, 'a'};
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Head.of(Frame.of(1, endless)))
                .withMessageContaining("a field of 4294967295 bytes where 1 are left");
    }

    @Test
    void longTextsAreCutToFitAFrame() {
        Head head = new Head(1, MemberId.ROOT, MemberId.ROOT, 0, 0, 0, "☃".repeat(100_000));
        byte[] bytes = head.encode();
        assertThat(bytes).hasSizeLessThan(Frame.MAX_HEAD);
        assertThat(Head.of(Frame.of(1, bytes)).text()).startsWith("☃☃").hasSizeGreaterThan(1000);
        Head pair = new Head(1, MemberId.ROOT, MemberId.ROOT, 0, 0, 0, "x" + "\uD83D\uDE80".repeat(10_000));
        assertThat(Head.of(Frame.of(1, pair.encode())).text()).startsWith("x\uD83D\uDE80");
    }

    @Test
    void whatIsNoHeadIsRefused() {
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                Head.of(Frame.of(1, bytes));
            } catch (TransportException e) {
                refused++;
            }
        }
        assertThat(refused).as("the only way to fail is a TransportException").isGreaterThan(1000);
    }

    @Test
    void aPathThatIsTooLongIsRefused() {
        HeadMessage.Builder deep = HeadMessage.newBuilder();
        for (int i = 0; i <= MemberId.MAX_DEPTH; i++) {
            deep.addTo(1);
        }
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> Head.of(Frame.of(1, deep.build().toByteArray())))
                .withMessageContaining("longer than " + MemberId.MAX_DEPTH);
    }
}
