package io.multiprocessing.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemberIdTest {
    private final MemberId first = MemberId.ROOT.child(1);
    private final MemberId grandchild = first.child(12);

    @Test
    void isAPathFromTheRoot() {
        assertThat(MemberId.ROOT).hasToString("0");
        assertThat(first).hasToString("1");
        assertThat(grandchild).hasToString("1.12");
        assertThat(grandchild.depth()).isEqualTo(2);
    }

    @Test
    void readsWhatItWrote() {
        for (MemberId id : new MemberId[] {MemberId.ROOT, first, grandchild, grandchild.child(Integer.MAX_VALUE)}) {
            assertThat(MemberId.parse(id.toString())).isEqualTo(id).hasSameHashCodeAs(id);
        }
        assertThat(MemberId.parse("1.12")).isNotEqualTo(MemberId.parse("11.2"));
        assertThatThrownBy(() -> MemberId.parse("1..2")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> MemberId.parse("x")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void containsItselfAndWhatIsBelow() {
        assertThat(MemberId.ROOT.contains(grandchild)).isTrue();
        assertThat(first.contains(grandchild)).isTrue();
        assertThat(grandchild.contains(grandchild)).isTrue();
        assertThat(grandchild.contains(first)).isFalse();
        assertThat(MemberId.ROOT.child(11).contains(grandchild)).isFalse();
        assertThat(MemberId.ROOT.child(12).contains(grandchild)).isFalse();
    }

    @Test
    void showsTheWayDown() {
        assertThat(MemberId.ROOT.childToward(grandchild)).isEqualTo(1);
        assertThat(first.childToward(grandchild)).isEqualTo(12);
    }

    @Test
    void familiesHaveABoundedDepth() {
        MemberId deepest = MemberId.ROOT;
        for (int i = 0; i < MemberId.MAX_DEPTH; i++) {
            deepest = deepest.child(1);
        }
        MemberId last = deepest;
        assertThatIllegalStateException().isThrownBy(() -> last.child(1)).withMessageContaining("64 generations");
    }
}
