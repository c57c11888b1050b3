package io.multiprocessing;

/** Why a process ended: see {@link ProcessDeath#cause}. */
public enum DeathCause {
    /** It ended by itself: its program returned or threw, or called {@code System.exit} or {@code Runtime.halt}. */
    EXITED,

    /** A signal ended it that came from outside, or whose sender can't be known. */
    SIGNALLED,

    /**
     * Its heap, or another part of the JVM's memory, was exhausted: an {@link OutOfMemoryError} that nobody handled.
     */
    HEAP_EXHAUSTED,

    /** The system killed a process because memory ran out, and the facts point to this one. */
    SYSTEM_OUT_OF_MEMORY,

    /** Native code crashed, or the JVM did: {@link ProcessDeath#crashLog} tells where. */
    CRASHED,

    /** It did not come up: the JVM refused an option, or found no main class, or was not ready in time. */
    START_FAILED,

    /** Its family killed it because it had stopped answering: see {@link Multiprocessing.Builder#livenessGrace}. */
    UNRESPONSIVE,

    /** Its family killed it for another reason, which {@link ProcessDeath#reason} tells: it broke the protocol, say. */
    FENCED
}
