package io.multiprocessing.tck.family;

import io.multiprocessing.tck.family.child.ChildEndContract;
import io.multiprocessing.tck.family.child.ChildKinshipContract;
import io.multiprocessing.tck.family.child.ChildProcessContract;
import io.multiprocessing.tck.family.child.ChildStartContract;
import io.multiprocessing.tck.family.fault.LimitFaultContract;
import io.multiprocessing.tck.family.fault.NativeFaultContract;
import io.multiprocessing.tck.family.fault.SignalFaultContract;
import io.multiprocessing.tck.family.pool.PoolAheadContract;
import io.multiprocessing.tck.family.pool.PoolCancelContract;
import io.multiprocessing.tck.family.pool.PoolContextContract;
import io.multiprocessing.tck.family.pool.PoolContract;
import io.multiprocessing.tck.family.pool.PoolDeathContract;
import io.multiprocessing.tck.family.pool.PoolEndContract;
import io.multiprocessing.tck.family.pool.PoolListenerContract;
import io.multiprocessing.tck.family.pool.PoolManyContract;
import io.multiprocessing.tck.family.pool.PoolMatrixContract;
import io.multiprocessing.tck.family.pool.PoolParityContract;
import io.multiprocessing.tck.family.pool.PoolRaceContract;
import io.multiprocessing.tck.family.pool.PoolRetryContract;
import io.multiprocessing.tck.family.pool.PoolStartContract;
import io.multiprocessing.tck.family.pool.PoolStatsContract;
import io.multiprocessing.tck.family.pool.PoolStreamContract;
import io.multiprocessing.tck.family.pool.PoolTimeLimitContract;
import io.multiprocessing.tck.family.pool.PoolWearContract;
import io.multiprocessing.tck.family.pool.PoolWorkersContract;
import io.multiprocessing.tck.family.shared.MemoryContract;
import io.multiprocessing.tck.family.shared.MemoryDeathContract;
import io.multiprocessing.tck.family.shared.PipeAheadContract;
import io.multiprocessing.tck.family.shared.PipeContract;
import io.multiprocessing.tck.family.shared.PipeEndContract;
import io.multiprocessing.tck.family.shared.PipeSharingContract;
import io.multiprocessing.tck.family.shared.QueueAheadContract;
import io.multiprocessing.tck.family.shared.QueueBytesContract;
import io.multiprocessing.tck.family.shared.QueueContract;
import io.multiprocessing.tck.family.shared.QueueDeathContract;
import io.multiprocessing.tck.family.shared.QueueSharingContract;
import io.multiprocessing.tck.family.shared.QueueWaitContract;
import io.multiprocessing.tck.family.shared.SharedCollectionContract;
import io.multiprocessing.tck.family.shared.SharedObjectContract;
import io.multiprocessing.tck.family.shared.SharedObjectLifeContract;
import io.multiprocessing.tck.family.standby.StandbyContract;
import io.multiprocessing.tck.family.standby.StandbyDeathContract;
import io.multiprocessing.tck.family.sync.ConditionContract;
import io.multiprocessing.tck.family.sync.LockContract;
import io.multiprocessing.tck.family.sync.RendezvousContract;
import io.multiprocessing.tck.family.sync.SemaphoreContract;
import org.junit.jupiter.api.Order;

/**
 * The whole conformance kit of families. A transport passes when a test class like this one does:
 *
 * <pre>{@code
 * class MyFamilyTest implements FamilyContract {
 *     @Override
 *     public String transport() {
 *         return "mine";
 *     }
 * }
 * }</pre>
 *
 * <p>Where JUnit orders classes by annotation, it comes last: its tests run beside each other, and leave no processor idle
 * when other modules, which are tested at the same time, have come to their end.
 */
@Order(Integer.MAX_VALUE)
public interface FamilyContract
        extends ChildProcessContract,
        ChildStartContract,
        ChildKinshipContract,
        ChildEndContract,
        StandbyContract,
        StandbyDeathContract,
        PoolContract,
        PoolStartContract,
        PoolManyContract,
        PoolStreamContract,
        PoolMatrixContract,
        PoolParityContract,
        PoolRaceContract,
        PoolWorkersContract,
        PoolAheadContract,
        PoolCancelContract,
        PoolTimeLimitContract,
        PoolContextContract,
        PoolListenerContract,
        PoolRetryContract,
        PoolWearContract,
        PoolStatsContract,
        PoolDeathContract,
        PoolEndContract,
        QueueContract,
        QueueWaitContract,
        QueueSharingContract,
        QueueDeathContract,
        QueueAheadContract,
        QueueBytesContract,
        PipeContract,
        PipeAheadContract,
        PipeEndContract,
        PipeSharingContract,
        LockContract,
        ConditionContract,
        SemaphoreContract,
        RendezvousContract,
        MemoryContract,
        MemoryDeathContract,
        SharedObjectContract,
        SharedObjectLifeContract,
        SharedCollectionContract,
        ErrorContract,
        OutputContract,
        CloseContract,
        ParentEndContract,
        LivenessContract,
        ProtocolContract,
        NativeFaultContract,
        SignalFaultContract,
        LimitFaultContract,
        CostContract {}
