package io.multiprocessing.ipc.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and that strangers harm nobody. */
class GateTest {
    private static final int MOST_STRANGERS = 8;

    private SocketTransport transport;
    private Invitation invitation;
    private ChildAddress address;

    @BeforeEach
    void invite() {
        open(Duration.ofMinutes(5));
    }

    private void open(Duration strangersTime) {
        transport = new SocketTransport(List.of(), MOST_STRANGERS, strangersTime);
        invitation = transport.invite("child");
        address = ChildAddress.parse(invitation.address());
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    @Test
    void aWrongTokenIsRefusedAndDoesNotSpoilTheRightOne() throws Exception {
        try (Stranger stranger = Stranger.at(address)) {
            stranger.say(Preamble.write(address.invitation(), new byte[Preamble.TOKEN_BYTES]));
            assertThat(stranger.answer()).isEqualTo(Preamble.BAD_TOKEN);
            assertThat(stranger.isDropped()).isTrue();
        }
        assertThatTheChildGetsIn();
    }

    @Test
    void aTokenOfAnotherInvitationIsRefused() throws Exception {
        ChildAddress other = ChildAddress.parse(transport.invite("other").address());
        try (Stranger stranger = Stranger.at(address)) {
            stranger.say(Preamble.write(address.invitation(), other.token()));
            assertThat(stranger.answer()).isEqualTo(Preamble.BAD_TOKEN);
        }
        assertThatTheChildGetsIn();
    }

    @Test
    void aTokenIsGoodForOneConnection() throws Exception {
        Link child = ChildLink.connect(address);
        Link parent = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
        Recorder atParent = new Recorder();
        parent.start(atParent);

        Link replay = ChildLink.connect(address);
        Recorder atReplay = new Recorder();
        replay.start(atReplay);

        assertThat(atReplay.ending()).get().asString().contains("did not accept the token");
        child.send(Pair.frame(7, 10));
        assertThat(atParent.next().type()).isEqualTo(7);
        replay.close();
        child.close();
    }

    @Test
    void aTokenIsNoGoodOnceItsInvitationIsClosed() throws Exception {
        invitation.close();
        try (Stranger stranger = Stranger.at(address)) {
            stranger.say(Preamble.write(address.invitation(), address.token()));
            assertThat(stranger.answer()).isEqualTo(Preamble.BAD_TOKEN);
        }
        assertThatThrownBy(() -> transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("was closed");
    }

    @Test
    void anotherVersionIsToldBothVersions() throws Exception {
        ByteBuffer preamble = Preamble.write(address.invitation(), address.token());
        preamble.put(4, (byte) 99);
        ByteBuffer answer = ByteBuffer.allocate(Preamble.ANSWER_BYTES);
        try (Stranger stranger = Stranger.at(address)) {
            stranger.say(preamble);
            while (answer.hasRemaining()) {
                stranger.channel().read(answer);
            }
        }
        assertThatThrownBy(() -> Preamble.checkAnswer(answer))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("parentProtocol=1")
                .hasMessageContaining("childProtocol=1");
        assertThatTheChildGetsIn();
    }

    @Test
    void whatIsNoPreambleIsDroppedWithoutAWord() throws Exception {
        try (Stranger stranger = Stranger.at(address)) {
            stranger.say("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".getBytes());
            assertThat(stranger.answer()).isEqualTo(-1);
        }
        assertThatTheChildGetsIn();
    }

    @Test
    void whoConnectsAndLeavesIsForgotten() throws Exception {
        for (int i = 0; i < 3 * MOST_STRANGERS; i++) {
            Stranger.at(address).close();
        }
        assertThatTheChildGetsIn();
        await().until(() -> transport.strangers() == 0);
    }

    @Test
    void whoDoesNotShowATokenInTimeIsDropped() throws Exception {
        transport.close();
        open(Duration.ofSeconds(1));
        try (Stranger silent = Stranger.at(address);
                Stranger slow = Stranger.at(address)) {
            ByteBuffer preamble = Preamble.write(address.invitation(), address.token());
            Thread drip = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (preamble.remaining() > 1) {
                        slow.say(preamble.get());
                        Thread.sleep(20);
                    }
                } catch (Exception e) {
                    // Dropped, as it should be.
                }
            });
            assertThat(silent.isDropped()).isTrue();
            assertThat(slow.isDropped()).isTrue();
            drip.join();
        }
        await().until(() -> transport.strangers() == 0);
        assertThatTheChildGetsIn();
    }

    @Test
    void aPreambleInPiecesAndFramesRightBehindItAreUnderstood() throws Exception {
        try (Stranger child = Stranger.at(address)) {
            ByteBuffer bytes = ByteBuffer.allocate(Preamble.BYTES + 8);
            bytes.put(Preamble.write(address.invitation(), address.token()));
            Pair.frame(5, 0).putPrefix(bytes);
            bytes.flip();
            while (bytes.hasRemaining()) {
                child.say(bytes.get());
            }
            Link parent = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
            Recorder atParent = new Recorder();
            parent.start(atParent);
            assertThat(atParent.next().type()).isEqualTo(5);
            assertThat(child.answer()).isEqualTo(Preamble.WELCOME);
        }
    }

    @Test
    void strangersWithoutNumberCanNotKeepAChildOut() throws Exception {
        List<Stranger> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                crowd.add(Stranger.at(address));
            }
            assertThatTheChildGetsIn();
            await().until(() -> transport.strangers() <= MOST_STRANGERS);
            assertThat(crowd.getFirst().isDropped()).isTrue();
        } finally {
            for (Stranger stranger : crowd) {
                stranger.close();
            }
        }
    }

    @Test
    void strangersDoNotDisturbAChildThatIsServed() throws Exception {
        try (Pair pair = Pair.of(transport)) {
            for (int i = 0; i < 50; i++) {
                try (Stranger stranger = Stranger.at(address)) {
                    stranger.say(new byte[100 + i]);
                    pair.child().send(Pair.frame(i, i * 1000));
                    assertThat(pair.atParent().next().bodyLength()).isEqualTo(i * 1000);
                }
            }
            assertThat(pair.atParent().hasEnded()).isFalse();
        }
    }

    @Test
    void aChildThatCameThoughNobodyWantsItAnyMoreIsSentAway() throws Exception {
        Link child = ChildLink.connect(address);
        Recorder atChild = new Recorder();
        child.start(atChild);
        invitation.close();
        assertThat(atChild.ending()).isNotNull();
        child.close();
    }

    private void assertThatTheChildGetsIn() throws Exception {
        Link child = ChildLink.connect(address);
        Link parent = transport.accept(invitation, Pair.NO_PIPES, Pair.PATIENCE);
        Recorder atParent = new Recorder();
        parent.start(atParent);
        child.send(Pair.frame(3, 100));
        assertThat(atParent.next().type()).isEqualTo(3);
        child.close();
        assertThat(atParent.ending()).isEmpty();
    }
}
