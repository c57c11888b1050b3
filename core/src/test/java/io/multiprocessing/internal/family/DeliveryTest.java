package io.multiprocessing.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.internal.family.child.ChildMain;
import io.multiprocessing.internal.family.child.Rehearsal;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    @Test
    void namesTheClassesThatStandAboveIt() {
        assertThat(Delivery.MAIN_CLASS).isEqualTo(ChildMain.class.getName());
        assertThat(Delivery.REHEARSAL_CLASS).isEqualTo(Rehearsal.class.getName());
    }
}
