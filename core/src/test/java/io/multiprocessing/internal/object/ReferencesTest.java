package io.multiprocessing.internal.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.object.References.Grant;
import io.multiprocessing.internal.wire.MemberId;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final MemberId OWNER = MemberId.ROOT;
    private static final MemberId CHILD = OWNER.child(1);
    private static final MemberId OTHER = OWNER.child(2);

    private long now = Long.MAX_VALUE - 5;
    private final References references = new References(OWNER, () -> now);

    @Test
    void theOwnersProxyKeepsTheObject() {
        references.released(CHILD, 1);
        references.gone(CHILD);
        assertThat(references.hasEnded()).isFalse();
        references.released(OWNER, 1);
        assertThat(references.hasEnded()).isTrue();
    }

    @Test
    void aMessageUnderWayKeepsItUntilItsReaderDoes() {
        Grant message = new Grant(OWNER, 1);
        references.granted(message);
        references.released(OWNER, 1);
        assertThat(references.hasEnded()).isFalse();
        assertThat(references.held(CHILD, message)).isTrue();
        assertThat(references.held(CHILD, message)).as("read again").isTrue();
        references.released(CHILD, 1);
        assertThat(references.hasEnded()).isFalse();
        references.released(CHILD, 1);
        assertThat(references.hasEnded()).isTrue();
    }

    @Test
    void whatHasEndedStaysSo() {
        references.released(OWNER, 1);
        references.granted(new Grant(CHILD, 1));
        assertThat(references.held(CHILD, new Grant(CHILD, 1))).isFalse();
        assertThat(references.hasEnded()).isTrue();
    }

    @Test
    void aReleaseMayComeBeforeTheNextHold() {
        references.granted(new Grant(OWNER, 1));
        references.granted(new Grant(OWNER, 2));
        references.released(OWNER, 1);
        references.held(CHILD, new Grant(OWNER, 1));
        references.released(CHILD, 1);
        references.held(CHILD, new Grant(OWNER, 2));
        assertThat(references.hasEnded()).isFalse();
        references.released(CHILD, Long.MIN_VALUE);
        assertThat(references.hasEnded()).as("a member that lies gives up what it holds").isTrue();
    }

    @Test
    void theDeadHoldNothing() {
        references.granted(new Grant(OWNER, 1));
        references.held(CHILD.child(4), new Grant(OWNER, 1));
        references.released(OWNER, 1);
        references.gone(OTHER);
        assertThat(references.hasEnded()).isFalse();
        references.gone(CHILD);
        assertThat(references.hasEnded()).isTrue();
    }

    @Test
    void aMessageOfTheDeadIsWaitedForForAWhile() {
        references.granted(new Grant(CHILD, 1));
        references.released(OWNER, 1);
        references.gone(CHILD);
        assertThat(references.hasOrphans()).isTrue();
        now += References.ORPHAN_NANOS - 1;
        references.sweep();
        assertThat(references.hasEnded()).isFalse();
        now++;
        references.sweep();
        assertThat(references.hasOrphans()).isFalse();
        assertThat(references.hasEnded()).isTrue();
    }
}
