package io.multiprocessing.spi;

import io.multiprocessing.TransportException;
import java.util.function.BooleanSupplier;

/**
 * An ordered, reliable, duplex channel of frames between a parent and one of its child processes.
 *
 * <p>The rules a link must keep; the conformance kit names them:
 *
 * <ol>
 *   <li>L1 <b>Order.</b> Frames arrive in the order sent, each exactly once.
 *   <li>L2 <b>Boundaries.</b> A frame arrives whole or not at all, with its type, head and body byte for byte; empty
 *       heads and bodies, and the largest that {@link Frame} allows, are ordinary frames.
 *   <li>L3 <b>Threads.</b> {@link #send} is called by one thread at a time, not always the same one; sending, receiving
 *       and closing go on at the same time.
 *   <li>L4 <b>Back-pressure.</b> What is under way is bounded, by a few MiB at most: when the receiver's handler does
 *       not return, {@code send} on the other side blocks sooner or later; it goes on when the handler does.
 *   <li>L5 <b>Delivery.</b> The handler given to {@link #start} is called by one thread at a time, first {@code frame}
 *       any number of times, then {@code end} exactly once. Nothing that arrived before {@code start} is lost.
 *   <li>L6 <b>Half-close.</b> After {@link #closeOutput} the other side receives everything sent before it, then {@code
 *       end(null)}; frames in the other direction still flow. A {@code send} after it fails.
 *   <li>L7 <b>Close.</b> {@link #close} may be called by any thread, any number of times. The other side's {@code end}
 *       is called after what had been sent. A {@code send} that is blocked then fails with {@link TransportException}
 *       and the own handler's {@code end} is called: at once, or at the latest when the other side has closed or died
 *       too.
 *   <li>L8 <b>Interruption.</b> The interrupt status of a thread in {@code send} neither fails nor damages the link,
 *       and is still set afterwards.
 *   <li>L9 <b>Damage.</b> A stream that ends within a frame, or bytes that are no frame, end the link: {@code end} gets
 *       a {@code TransportException} that says what was found; nothing partial is delivered; no memory is set aside for
 *       a length that is out of bounds.
 *   <li>L10 <b>Failing handlers.</b> When the handler throws, the link is closed and {@code end} gets the exception as
 *       the cause's cause.
 *   <li>L11 <b>Death.</b> When the other process dies, the handler receives the frames that were sent whole, then
 *       {@code end}. A link that can't notice a death by itself acts on {@link #peerDied}.
 *   <li>L12 <b>Nothing left.</b> After both sides closed (or died), and the transport closed, no thread, descriptor,
 *       process, file or memory mapping is left.
 *   <li>L13 <b>Offers.</b> {@link #offer} never waits: it sends the frame as {@link #send} does, or does nothing and
 *       says so. It counts as a {@code send} for L1 and L3.
 *   <li>L14 <b>Helpers.</b> {@link #deliverUntil} delivers by L5 in the calling thread, which is then the one that
 *       calls the handler; it never calls {@code end}. It does not sleep.
 * </ol>
 *
 * <p>A link does not spin while idle.
 */
public interface Link extends AutoCloseable {
    /**
     * Begins delivery to {@code handler}. Called once.
     *
     * @throws IllegalStateException when called again
     */
    void start(FrameHandler handler);

    /**
     * Sends a frame: returns when it has been taken over by the channel, and blocks while the channel is full.
     *
     * @throws TransportException when the link is closed or broken; whether this frame arrives is then unknown
     */
    void send(Frame frame);

    /**
     * Sends a frame if that takes no waiting (L13). What threads that must not block send is sent so; a link that can't
     * tell always returns false, and the frame is then sent by a thread of the library's own.
     *
     * @return false when nothing was sent
     * @throws TransportException as {@link #send} does
     */
    default boolean offer(Frame frame) {
        return false;
    }

    /**
     * Lets the calling thread take the place of the link's own reading thread for a moment (L14), so that what it waits
     * for needs no hand-over between the two. It delivers what arrives, and spins for some microseconds while nothing
     * does. A link that can't do that, or whose reading thread is busy, returns at once. Called by any thread of the
     * library that is not delivering already.
     *
     * @param done when to stop; asked after each frame; does not block
     * @return what {@code done} said last: false when nothing came for a while, or the link can't
     */
    default boolean deliverUntil(BooleanSupplier done) {
        return false;
    }

    /**
     * Ends this side's output in an orderly way (L6). Does nothing when it is already closed. May block as send does.
     */
    void closeOutput();

    /**
     * Tells the link that the other process has ended, which is proven: nothing more will be written, what is whole is
     * to be delivered, then {@code end}. For links that see an end of file by themselves this may do nothing. Does not
     * block.
     */
    default void peerDied() {}

    /** Closes both directions and frees everything (L7, L12). Does not throw, and does not wait for the other side. */
    @Override
    void close();
}
