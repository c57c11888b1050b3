package io.multiprocessing.ipc.sharedmem.pipedeath;

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
 * Kills a process at the stores of the protocol of pipes, and stops some there first: the other end receives all that
 * was sent, and then is told of the end; others at the same end go on.
 */
class PipeKillPointTest {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName("kill points: a death at each store of a pipe ends it after what was sent, and harms nobody else")
    void once() throws Exception {
        List<Death<Place>> deaths = new ArrayList<>();
        for (Place place : Place.ofPipes()) {
            deaths.add(new Death<>(place, Math.min(2, place.mostNth()), Fate.KILLED));
        }
        deaths.add(new Death<>(new Place(PipeAct.SEND, "ring.put.header"), 2, Fate.STOPPED_AND_KILLED));
        run(deaths);
    }

    @Test
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("kill points: a thousand deaths at each store of a pipe end it after what was sent")
    void manyTimes() throws Exception {
        run(DeathRun.manyTimes(Place.all(), Place::mostNth));
    }

    private static void run(List<Death<Place>> deaths) throws Exception {
        System.out.println("pipes: torn=0 lost=0 doubled=0 " + new DeathRun<Place>().run(deaths, PipeTroupe::new));
    }
}
