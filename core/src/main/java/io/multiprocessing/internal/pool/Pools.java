package io.multiprocessing.internal.pool;

import io.multiprocessing.ProcessPool;
import io.multiprocessing.internal.family.ChildProgram;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.pool.policy.PoolSettings;
import io.multiprocessing.internal.pool.worker.Rehearsal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A member's pools. */
public final class Pools {
    private final Set<ProcessPool> open = ConcurrentHashMap.newKeySet();

    private Pools() {}

    private static Pools of(Member member) {
        return member.part(Pools.class, unused -> new Pools());
    }

    public static ProcessPool.Builder builder(Member member) {
        return new PoolBuilder(member);
    }

    /** What a process that stands by runs so that it is soon a worker. */
    public static ChildProgram rehearsal() {
        return new Rehearsal();
    }

    /** Closes all pools of that member, which waits for their tasks; at an interrupt it cancels them instead. */
    public static void closeAll(Member member) {
        for (ProcessPool pool : of(member).open) {
            pool.close();
        }
    }

    /** Makes a pool and begins to start its workers. */
    static PoolFacade open(Member member, PoolSettings settings) {
        Pools pools = of(member);
        PoolFacade pool = new PoolFacade(member, settings);
        pools.open.add(pool);
        pool.whenTerminated(() -> pools.open.remove(pool));
        pool.begin();
        return pool;
    }
}
