package io.multiprocessing.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.TransportException;
import io.multiprocessing.tck.internal.Family;
import io.multiprocessing.tck.internal.Inbox;
import io.multiprocessing.tck.internal.Numbered;
import io.multiprocessing.tck.internal.Peer;
import io.multiprocessing.tck.internal.Script;
import org.junit.jupiter.api.DisplayName;

/** Rule L6: one direction ends in order while the other flows on. */
public interface LinkHalfCloseContract extends TransportUnderTest {
    @KitTest
    @DisplayName("L6: after the parent's half-close the child gets all, then the end, and can still answer")
    default void theParentHalfCloses() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(25));
            Inbox inbox = child.start(Inbox.numbered());
            child.send(0, 50, 1000);
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(50);
            assertThat(child.awaitReport("cause")).as("the cause of the child's end").isEqualTo("none");
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here, sent after the child's end").isEqualTo(25);
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L6: after the child's half-close the parent gets all, then the end, and can still send")
    default void theChildHalfCloses() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.flood(50, 1000, 1000));
            Inbox inbox = child.start(Inbox.numbered());
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(50);
            child.send(0, 25, 1000);
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received by the child, after its half-close").isEqualTo(25);
            assertThat(child.awaitReport("cause")).as("the cause of the child's end").isEqualTo("none");
            child.awaitExit();
        }
    }

    @KitTest
    @DisplayName("L6: what waits for a busy child when the parent half-closes and closes is not lost")
    default void theEndComesAfterABacklog() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink().holdAt(0));
            child.start(Inbox.numbered());
            child.send(0, 40, 1000);
            child.link().closeOutput();
            child.link().close();
            child.open(Script.HANDLER);
            assertThat(child.awaitEndAtChild()).as("frames received").isEqualTo(40);
            assertThat(child.awaitReport("cause")).as("the cause of the child's end").isEqualTo("none");
        }
    }

    @KitTest
    @DisplayName("L6: a half-close with nothing sent is an end with nothing before it")
    default void anEmptyDirectionEnds() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink());
            Inbox inbox = child.start(Inbox.numbered());
            child.link().closeOutput();
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isZero();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isZero();
        }
    }

    @KitTest
    @DisplayName("L6: a send after the half-close fails, and harms neither what was sent nor the other direction")
    default void aSendAfterTheHalfCloseFails() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(5));
            Inbox inbox = child.start(Inbox.numbered());
            child.send(0, 10, 1000);
            child.link().closeOutput();
            assertThatThrownBy(() -> child.link().send(Numbered.frame(10, 1000)))
                    .isInstanceOf(TransportException.class);
            assertThat(child.awaitEndAtChild()).as("frames received by the child").isEqualTo(10);
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(5);
        }
    }

    @KitTest
    @DisplayName("L6: a half-close of a closed output does nothing")
    default void halfClosingTwiceDoesNothing() {
        try (Family family = Family.of(this)) {
            Peer child = family.start(Script.sink(5));
            Inbox inbox = child.start(Inbox.numbered());
            child.link().closeOutput();
            assertThatCode(child.link()::closeOutput).as("the second half-close").doesNotThrowAnyException();
            child.awaitOrderlyEnd();
            assertThat(inbox.received()).as("frames received here").isEqualTo(5);
            child.link().close();
            assertThatCode(child.link()::closeOutput).as("a half-close after close").doesNotThrowAnyException();
        }
    }
}
