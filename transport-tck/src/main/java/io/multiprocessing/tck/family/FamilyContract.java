package io.multiprocessing.tck.family;

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
 */
public interface FamilyContract
        extends ChildProcessContract,
        ChildEndContract,
        ChildKinshipContract,
        ChildStartContract,
        PoolContract,
        PoolManyContract,
        PoolCancelContract,
        PoolDeathContract,
        PoolEndContract,
        QueueContract,
        QueueSharingContract,
        PipeContract,
        ErrorContract,
        OutputContract,
        CloseContract,
        ParentEndContract {}
