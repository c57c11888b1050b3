package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.ipc.sharedmem.death.Death;
import io.multiprocessing.ipc.sharedmem.death.DeathRun;
import io.multiprocessing.ipc.sharedmem.death.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kills a process at each store of the protocol of queues, and stops some there first: the others go on; what was
 * acknowledged is taken, once and whole, unless it was in the hand of one who died.
 */
class QueueKillPointTest {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName("kill points: a death at each store of a queue harms nobody else")
    void once() throws Exception {
        List<Death<Place>> deaths = new ArrayList<>();
        for (Place place : Place.all()) {
            deaths.add(new Death<>(place, Math.min(2, place.mostNth()), Fate.KILLED));
        }
        deaths.add(new Death<>(new Place(QueueAct.PUT, "ring.put.header"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death<>(new Place(QueueAct.TAKE, "ring.take.read"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death<>(new Place(QueueAct.PUT, "ring.put.written"), 2, Fate.STOPPED_AND_KILLED));
        run(deaths);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("kill points: a thousand deaths at each store of a queue harm nobody else")
    void manyTimes() throws Exception {
        run(DeathRun.manyTimes(Place.all(), Place::mostNth).stream().map(QueueKillPointTest::withoutLoss).toList());
    }

    /** Of what is taken, and never done by one who dies later, others would await the end for ever. */
    private static Death<Place> withoutLoss(Death<Place> death) {
        return death.place().act() == QueueAct.DONE ? new Death<>(death.place(), death.nth(), Fate.KILLED) : death;
    }

    private static void run(List<Death<Place>> deaths) throws Exception {
        System.out.println("queues: torn=0 lost=0 doubled=0 " + new DeathRun<Place>().run(deaths, QueueTroupe::new));
    }
}
