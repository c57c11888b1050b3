package io.multiprocessing.ipc.sharedmem.pipedeath;

import io.multiprocessing.MessagePipe;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ipc.sharedmem.death.Death;
import io.multiprocessing.ipc.sharedmem.death.Trial;
import io.multiprocessing.ipc.sharedmem.death.Troupe;
import io.multiprocessing.ipc.sharedmem.death.Understudy;
import io.multiprocessing.ipc.sharedmem.death.Victim;

/** A family with an understudy and, one after the other, victims, each with a pipe of its own. */
final class PipeTroupe implements Troupe<Place> {
    private final Multiprocessing family = Troupe.openFamily();
    private final Understudy understudy = new Understudy(family);

    @Override
    public Trial prepare(Death<Place> death) {
        PipeAct act = death.place().act();
        MessagePipe<byte[]> pipe = family.pipe();
        Scene scene = Scene.in(family, pipe.second());
        Victim victim = Victim.start(family, death.place().point(), death.nth(), death.fate(),
                () -> act.playVictim(scene));
        return new PipeTrial(pipe, family.pipe(), scene, act, victim, understudy);
    }

    @Override
    public void close() {
        Troupe.dismiss(family);
    }
}
