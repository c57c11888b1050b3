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
 *
 * <p>The kit is told about the transport by the methods of {@link TransportUnderTest}. It starts child processes on the
 * class path of the test, with the Java that runs the test, so the test must run on the class path too. A test whose
 * ground is missing (a transport that {@linkplain #crossesProcesses stays in one process}, no {@linkplain #rawChannel
 * raw channel}, links on the standard pipes) is skipped and says why.
 *
 * <p>Every test names the rule that it proves. The rules L1 to L14 are those of {@link io.multiprocessing.spi.Link}; T1
 * to T7 are what {@link io.multiprocessing.spi.Transport} promises, as the kit numbers it:
 *
 * <ol>
 *   <li>T1 Questions (name, rank, availability, shared regions) make nothing that would have to be closed.
 *   <li>T2 An address fits in 16 KiB, and leads to one invitation only.
 *   <li>T3 Children that start at the same time each get the link that was meant for them.
 *   <li>T4 {@code accept} ends by throwing when nobody connects in time, or the invitation is closed.
 *   <li>T5 {@code connect} refuses an address that means nothing.
 *   <li>T6 Closing the transport closes its links, and may be repeated.
 *   <li>T7 A rehearsal needs nobody, and leaves nothing behind.
 * </ol>
 *
 * <table>
 *   <caption>Where each rule is proved</caption>
 *   <tr><th>Rule</th><th>Interface</th><th>By</th></tr>
 *   <tr><td>L1 order</td><td>{@link LinkOrderContract}</td>
 *       <td>20,000 numbered frames each way; frames of random sizes both ways at once</td></tr>
 *   <tr><td>L2 boundaries</td><td>{@link LinkOrderContract}</td>
 *       <td>all types; empty, largest and awkward lengths of head and body; every kind of buffer; checksums</td></tr>
 *   <tr><td>L3 threads</td><td>{@link LinkFlowContract}</td>
 *       <td>both sides flood each other; platform and virtual threads take turns</td></tr>
 *   <tr><td>L4 back-pressure</td><td>{@link LinkFlowContract}</td>
 *       <td>a handler that does not return, on either side: bytes under way are counted; the other direction
 *       flows</td></tr>
 *   <tr><td>L5 delivery</td><td>{@link LinkFlowContract}</td>
 *       <td>late starts on either side; and in every test: one call at a time, the end last and once</td></tr>
 *   <tr><td>L6 half-close</td><td>{@link LinkHalfCloseContract}</td>
 *       <td>either side ends its output, with and without a backlog, and the other direction flows on</td></tr>
 *   <tr><td>L7 close</td><td>{@link LinkCloseContract}, {@link LinkDeathContract}</td>
 *       <td>either side closes: idle, while its send is blocked, while frames come in, from many threads, from the
 *       handler</td></tr>
 *   <tr><td>L8 interruption</td><td>{@link LinkFlowContract}</td>
 *       <td>platform and virtual threads that are interrupted before and while their send is blocked</td></tr>
 *   <tr><td>L9 damage</td><td>{@link LinkDamageContract}, {@link LinkDeathContract}</td>
 *       <td>garbage, lengths out of bounds, truncated frames; processes killed in the midst of frames</td></tr>
 *   <tr><td>L10 failing handlers</td><td>{@link LinkCloseContract}</td>
 *       <td>exceptions and errors from handlers on either side</td></tr>
 *   <tr><td>L11 death</td><td>{@link LinkDeathContract}</td>
 *       <td>children and parents killed at random moments; what had been sent arrives</td></tr>
 *   <tr><td>L12 nothing left</td><td>{@link LinkLeakContract}</td>
 *       <td>descriptors, threads, processes, files and mappings before and after twenty children; idle links burn no
 *       processor time</td></tr>
 *   <tr><td>L13 offers, L14 helpers</td><td>{@link LinkShortcutContract}</td>
 *       <td>offers among sends, and to a full channel; helpers that deliver, rival, and stay till the end</td></tr>
 *   <tr><td>T1 to T7</td><td>{@link InvitationContract}</td><td>one test or two each</td></tr>
 * </table>
 */
public interface TransportContract
        extends LinkOrderContract,
        LinkFlowContract,
        LinkHalfCloseContract,
        LinkCloseContract,
        LinkDeathContract,
        LinkDamageContract,
        LinkLeakContract,
        LinkShortcutContract,
        InvitationContract {}
