package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.multiprocessing.TransportException;
import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.StandardPipes;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Footprint;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import io.multiprocessing.tck.internal.Waiting;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

/** Rules T1 to T7: how a {@link Transport} makes links, and what it answers for. */
public interface InvitationContract extends TransportUnderTest {
    private static StandardPipes noPipes() {
        return new StandardPipes(InputStream.nullInputStream(), OutputStream.nullOutputStream());
    }

    private void assumeThatChildrenConnect(Transport transport) {
        assumeFalse(transport.usesStandardPipes(), "a child is born with its link, so it has nothing to connect");
    }

    @Alone
    @KitTest
    @DisplayName("T1: asking for name, rank, availability and regions makes nothing that would have to be closed")
    default void questionsMakeNothing() {
        newTransport().availability();
        Footprint before = Footprint.of(this);
        Transport transport = newTransport();
        assertThat(transport.name()).as("name").matches("[a-z][a-z0-9-]*");
        assertThat(transport.rank()).as("rank").isEqualTo(newTransport().rank());
        assertThat(transport.availability().reason()).as("reason").isNotNull();
        Availability regions = transport.sharedRegions();
        assertThat(regions.isAvailable() || !regions.reason().isBlank()).as("says why there are no regions").isTrue();
        assertThat(Footprint.of(this).without(before)).as("what the questions made").isEmpty();
    }

    @KitTest
    @DisplayName("T2: addresses fit in 16 KiB, and no two invitations to connect share one")
    default void addressesAreSmallAndUnique() {
        try (Family family = Family.of(this)) {
            Set<String> addresses = new HashSet<>();
            for (int i = 0; i < 10; i++) {
                try (Invitation invitation = family.transport().invite("same label")) {
                    assertThat(invitation.address().getBytes(StandardCharsets.UTF_8))
                            .hasSizeLessThanOrEqualTo(16 << 10);
                    addresses.add(invitation.address());
                }
            }
            assertThat(addresses).hasSize(family.transport().usesStandardPipes() ? addresses.size() : 10);
        }
    }

    @KitTest
    @DisplayName("T3: children that start at the same time get a link each, and none gets another's")
    default void eachChildGetsItsOwnLink() {
        try (Family family = Family.of(this)) {
            List<Peer> children = family.startTogether(IntStream.range(0, 4)
                    .mapToObj(n -> Script.flood(10 + n, 100, 100))
                    .toList());
            for (int n = 0; n < 4; n++) {
                Peer child = children.get(n);
                Inbox inbox = child.start(Inbox.numbered());
                child.send(0, 20 + n, 100);
                child.link().closeOutput();
                child.awaitOrderlyEnd();
                assertThat(inbox.received()).as("frames from child %d", n).isEqualTo(10 + n);
                assertThat(child.awaitEndAtChild()).as("frames to child %d", n).isEqualTo(20 + n);
            }
        }
    }

    @KitTest
    @DisplayName("T4: accept gives up when nobody connects in time")
    default void acceptTimesOut() {
        try (Family family = Family.of(this)) {
            assumeThatChildrenConnect(family.transport());
            try (Invitation invitation = family.transport().invite("nobody")) {
                assertThatThrownBy(() -> family.transport().accept(invitation, noPipes(), Duration.ofMillis(100)))
                        .isInstanceOf(TransportException.class);
            }
        }
    }

    @KitTest
    @DisplayName("T4: accept gives up at once when the invitation is closed")
    default void acceptEndsWithItsInvitation() throws InterruptedException {
        try (Family family = Family.of(this)) {
            assumeThatChildrenConnect(family.transport());
            Invitation invitation = family.transport().invite("nobody");
            CompletableFuture<Void> accepting = CompletableFuture.runAsync(
                    () -> family.transport().accept(invitation, noPipes(), Duration.ofHours(1)),
                    task -> Thread.ofPlatform().daemon().start(task));
            Thread.sleep(50);
            invitation.close();
            Waiting.until("accept has ended", patience(), accepting::isDone);
            assertThat(accepting.exceptionNow()).isInstanceOf(TransportException.class);
            assertThatCode(invitation::close).as("closing it again").doesNotThrowAnyException();
        }
    }

    @KitTest
    @DisplayName("T5: connect fails when the address means nothing")
    default void connectRefusesForeignAddresses() {
        try (Family family = Family.of(this);
                Transport childs = newTransport()) {
            assumeThatChildrenConnect(family.transport());
            for (String address : new String[] {"", "no address at all", "\u0000 / : 99999999 \uFFFF"}) {
                assertThatThrownBy(() -> childs.connect(address, noPipes()))
                        .as("connecting to \"%s\"", address)
                        .isInstanceOf(TransportException.class);
            }
        }
    }

    @KitTest
    @DisplayName("T6: closing the transport closes its links, and may be repeated")
    default void closingTheTransportClosesItsLinks() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            child.start(Inbox.numbered());
            child.send(0, 10, 1000);
            family.transport().close();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(10);
            child.awaitOrderlyEnd();
            assertThatCode(family.transport()::close).as("closing it again").doesNotThrowAnyException();
        }
    }

    @Alone
    @KitTest
    @DisplayName("T7: a rehearsal needs nobody, and leaves nothing behind")
    default void rehearsalLeavesNothing() throws Exception {
        // What a JVM keeps for ever once it has used it is no trace of the second time.
        newTransport().rehearse();
        Footprint before = Footprint.of(this);
        newTransport().rehearse();
        Waiting.until("what it made is gone", patience(), () -> Footprint.of(this).without(before).isEmpty());
    }
}
