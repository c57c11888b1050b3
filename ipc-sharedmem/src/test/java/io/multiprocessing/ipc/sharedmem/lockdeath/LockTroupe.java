package io.multiprocessing.ipc.sharedmem.lockdeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ipc.sharedmem.death.Death;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Troupe;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;

/** A family with a scene, a rival in a process of his own and, one after the other, victims. */
final class LockTroupe implements Troupe<Place> {
    private final Multiprocessing family = Troupe.openFamily();
    private final Understudy understudy = new Understudy(family);
    private final Scene scene = Scene.in(family);
    private long victims;

    @Override
    public Trial prepare(Death<Place> death) {
        long number = ++victims;
        Act act = death.place().act();
        Scene stage = scene;
        Victim victim = Victim.start(family, death.place().point(), death.nth(), death.fate(),
                () -> act.playVictim(stage, number));
        return new LockTrial(scene, number, act, victim, understudy);
    }

    @Override
    public void close() {
        Troupe.dismiss(family);
    }
}
