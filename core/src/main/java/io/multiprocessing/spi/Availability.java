package io.multiprocessing.spi;

/**
 * Whether something can be used in this process, and if not, why not.
 *
 * @param isAvailable true when it can be used
 * @param reason when it can't: what is missing and what would supply it, in words that complete "unavailable: ...";
 *     when it can: empty, or a restriction worth telling, for example that a slower fallback is in use
 */
public record Availability(boolean isAvailable, String reason) {
    private static final Availability AVAILABLE = new Availability(true, "");

    /** Usable without restriction. */
    public static Availability available() {
        return AVAILABLE;
    }

    /** Usable, but {@code reason} tells of a restriction. */
    public static Availability restricted(String reason) {
        return new Availability(true, reason);
    }

    /** Not usable in this process because of {@code reason}. */
    public static Availability unavailable(String reason) {
        return new Availability(false, reason);
    }
}
