package io.multiprocessing.internal.wire;

/**
 * The types of frames. Those below {@link #REQUEST} are for the neighbour on the link; from it to {@link #TELL} they
 * are passed on until they reach the member that their head names; those of pools are for the neighbour again.
 *
 * <pre>
 *   birth          parent                     child
 *                    │ ── START (program) ─────▶│      sent without waiting for HELLO
 *                    │◀──── HELLO (version) ─── │
 *                    │◀──── READY or FAILED ─── │      the program could be decoded, or not
 *
 *   standby          │ ── REHEARSE (program) ──▶│      instead of START: a process without a job
 *                    │◀──── HELLO (version) ─── │
 *                    │◀──── STANDING_BY ─────── │      it waits, for hours perhaps
 *                    │ ── TAKE (who, program) ─▶│
 *                    │◀──── READY or FAILED ─── │      or it ends, and has not run the program
 *
 *   request        member A ── REQUEST ──▶ ... ──▶ owner     through the tree, hop by hop
 *                           ── CANCEL ───▶ ... ──▶           the caller gave up: only the answer to the request counts
 *                           ◀── ... ◀───── REPLY             exactly one for each request
 *                           ── CONFIRM ──▶ ... ──▶           only if the reply handed something over that must not get lost
 *                           ── TELL ─────▶ ... ──▶ owner     without an answer
 *
 *   task           pool     ── TASK ──────▶ worker           any number; they are run in this order
 *                           ◀── STARTED ───                  before the task's first instruction
 *                           ◀── RESULT ────                  or the worker dies
 *
 *                  pool     ── RECALL ────▶ worker           of a task that has been sent
 *                           ◀── RETURNED ──                  unless it has begun: then STARTED and RESULT come
 * </pre>
 */
public final class FrameType {
    /** The version of everything described here; both sides must have the same. */
    public static final int PROTOCOL_VERSION = 1;

    /** Child to parent, first frame. code: protocol version. */
    public static final int HELLO = 1;
    /** Parent to child, first frame. Body: what to run, a program of ours or the user's target alone. */
    public static final int START = 2;
    /** Child to parent: what to run has been decoded and is about to begin. */
    public static final int READY = 3;
    /** Child to parent: what to run could not be decoded. Body: the exception. */
    public static final int FAILED = 4;
    /**
     * Child to parent: the JVM is shutting down. code: 1 by an exit of its own, 2 by a signal; number:
     * the signal; id: 1 when the parent shall close its side of the link.
     */
    public static final int GOODBYE = 5;
    /** The id of a {@link #GOODBYE} that asks the parent to close the link. */
    public static final int CLOSE_LINK = 1;
    /** To all: the member {@code to}, and all below it, have ended. text: how. */
    public static final int GONE = 6;
    /** Parent to child: can you go on by yourself? id: the probe. */
    public static final int PROBE = 7;
    /** The answer. code: 1 when all in it wait for somebody else; number: counts what it did so far. */
    public static final int PROBED = 8;

    /** Parent to child: give a sign of life. Sent when nothing has been heard for a while. */
    public static final int PING = 9;
    /** The answer, from a thread that nothing else can hold up. */
    public static final int PONG = 10;

    /** Parent to child: what are your threads doing? id: the question. */
    public static final int ASK_STACKS = 11;
    /** The answer, from the same thread as PONG. id: the question; body: text in UTF-8. */
    public static final int STACKS = 12;

    /**
     * Parent to a standby, the first frame: run this, so that you are warm. As {@link #TAKE}; the program does nothing.
     */
    public static final int REHEARSE = 13;
    /** Standby to parent: booted and warm, waiting to be taken. */
    public static final int STANDING_BY = 14;
    /**
     * Parent to standby: be this process from now on. code: {@link #DAEMON} and {@link #MAY_HAVE_CHILDREN}; text: its
     * lineage, a blank, its name; body: what to run. Answered as {@link #START} is.
     */
    public static final int TAKE = 15;
    /** In a {@link #TAKE}'s code: it is a daemon. */
    public static final int DAEMON = 1;
    /** In a {@link #TAKE}'s code: it may start children. */
    public static final int MAY_HAVE_CHILDREN = 2;

    /** To an owner. id, to, from, object; code: the operation; number: its argument; body: its payload. */
    public static final int REQUEST = 16;
    /** To who asked. id, to; code: the status; number: a result; text: an error's words; body: a payload. */
    public static final int REPLY = 17;
    /** To an owner: the caller no longer wants to wait. id, to, from, object as in the request. */
    public static final int CANCEL = 18;

    /** To an owner: what the reply with this id handed over has arrived. id, to, from as in the request. */
    public static final int CONFIRM = 19;

    /**
     * To an owner, who does not answer. to, from, object; code: the operation; number: its argument; body: its payload.
     */
    public static final int TELL = 20;

    /**
     * Pool to worker. id: the task; code: the kind of its body; number: how often a worker has begun it before; text:
     * its label; body: the task.
     */
    public static final int TASK = 32;
    /** Worker to pool: the task is about to begin. */
    public static final int STARTED = 33;
    /**
     * Worker to pool. id: the task; code: 0 a value, 1 an exception; number: for how many ns it ran; object: the heap
     * that is used after a collection, if the pool wants to know; body: the value or the exception.
     */
    public static final int RESULT = 34;
    /** Pool to worker: interrupt this task if it runs. */
    public static final int INTERRUPT = 35;
    /** Pool to worker: no more tasks will come; end when the last is done. */
    public static final int RETIRE = 36;

    /** Worker to pool: the initializer is done. Not sent when there is none. */
    public static final int INITIALIZED = 37;

    /** Pool to worker: give this task back, if it has not begun. */
    public static final int RECALL = 38;
    /** Worker to pool: it has not begun, and never will here. */
    public static final int RETURNED = 39;

    private FrameType() {}
}
