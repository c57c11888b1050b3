package io.multiprocessing.ipc.sharedmem.queuedeath;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ipc.sharedmem.death.Death;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Troupe;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;

/** A family with two rivals in processes of their own and, one after the other, victims with a queue for each. */
final class QueueTroupe implements Troupe<Place> {
    private final Multiprocessing family = Troupe.openFamily();
    private final Understudy placer = new Understudy(family);
    private final Understudy taker = new Understudy(family);

    @Override
    public Trial prepare(Death<Place> death) {
        QueueAct act = death.place().act();
        Scene scene = Scene.in(family, act.capacity);
        Victim victim = Victim.start(family, death.place().point(), death.nth(), death.fate(),
                () -> act.playVictim(scene));
        return new QueueTrial(scene, act, death.place().mostInHand(death.fate()), victim, placer, taker);
    }

    @Override
    public void close() {
        Troupe.dismiss(family);
    }
}
