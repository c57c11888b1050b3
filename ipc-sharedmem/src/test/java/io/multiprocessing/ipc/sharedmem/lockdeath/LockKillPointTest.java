package io.multiprocessing.ipc.sharedmem.lockdeath;

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
 * Kills a process at each store of the protocols of locks, conditions, semaphores, barriers and events, and stops
 * some there first: the others go on, the next owner of a lock is told, permits are back, signals reach somebody.
 */
class LockKillPointTest {
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @DisplayName("kill points: a death at each store of a lock and its like harms nobody else")
    void once() throws Exception {
        List<Death<Place>> deaths = new ArrayList<>();
        for (Place place : Place.all()) {
            deaths.add(new Death<>(place, 2, Fate.KILLED));
        }
        deaths.add(new Death<>(new Place(Act.LOCK, "lock.word-taken"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death<>(new Place(Act.LOCK, "monitor.written"), 2, Fate.STOPPED_AND_CONTINUED));
        deaths.add(new Death<>(new Place(Act.SEMAPHORE, "monitor.loaded"), 2, Fate.STOPPED_AND_KILLED));
        System.out.println("locks: silent=0 " + new DeathRun<Place>().run(deaths, LockTroupe::new));
    }

    @Test
    @Tag("soak")
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @DisplayName("kill points: a thousand deaths at each store of a lock and its like harm nobody else")
    void manyTimes() throws Exception {
        List<Death<Place>> deaths = DeathRun.manyTimes(Place.all(), place -> 20);
        System.out.println("locks: silent=0 " + new DeathRun<Place>().run(deaths, LockTroupe::new));
    }
}
