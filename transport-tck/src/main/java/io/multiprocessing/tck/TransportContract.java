package io.multiprocessing.tck;

/**
 * The whole conformance kit. A transport passes when a test class like this one does:
 *
 * <pre>{@code
 * class MyTransportTest implements TransportContract {
 *     @Override
 *     public Transport newTransport() {
 *         return new MyTransport();
 *     }
 * }
 * }</pre>
 */
public interface TransportContract
        extends LinkOrderContract,
        LinkFlowContract,
        LinkHalfCloseContract,
        LinkCloseContract,
        LinkDeathContract,
        LinkDamageContract,
        LinkLeakContract,
        InvitationContract {}
