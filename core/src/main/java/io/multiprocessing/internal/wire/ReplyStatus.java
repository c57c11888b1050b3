package io.multiprocessing.internal.wire;

/** The code of a REPLY frame. */
public final class ReplyStatus {
    /** Done; number and body carry the result. */
    public static final int OK = 0;
    /** Not possible now, and the caller did not want to wait. */
    public static final int NOT_NOW = 1;
    /** The caller's CANCEL came first: the request has had no effect. */
    public static final int CANCELLED = 2;
    /** The object is closed. */
    public static final int CLOSED = 3;
    /** The owner knows no such object. */
    public static final int NO_OBJECT = 4;
    /** The owner's process has ended, or left the family. */
    public static final int OWNER_GONE = 5;
    /** The request is wrong; text says why. */
    public static final int REFUSED = 6;
    /** The operation threw; body is the exception. */
    public static final int THREW = 7;

    private ReplyStatus() {}
}
