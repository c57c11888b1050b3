package io.multiprocessing.tck.family.harness;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * A value that does something to the process it is in, at one place of its way to a worker and back:
 *
 * <pre>
 *   caller                                   worker
 *   ARGUMENT_WRITTEN ── task ──────────────▶ ARGUMENT_READ
 *                                            RUN
 *   RESULT_READ      ◀───────────── result ─ RESULT_WRITTEN
 * </pre>
 */
public final class Trap implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where on the way. */
    public enum Place {
        ARGUMENT_WRITTEN, ARGUMENT_READ, RUN, RESULT_WRITTEN, RESULT_READ;

        /** Whether it is in the process that the result is for. */
        public boolean isInCaller() {
            return this == ARGUMENT_WRITTEN || this == RESULT_READ;
        }
    }

    /** What it does there. */
    public enum Deed {
        THROW, EXIT, CRASH;

        /** What {@link #EXIT} exits with. */
        public static final int STATUS = 7;

        private void perform(Place place) {
            switch (this) {
                case THROW -> throw new IllegalStateException("thrown on purpose at " + place);
                case EXIT -> System.exit(STATUS);
                case CRASH -> crash();
            }
        }

        private static void crash() {
            try {
                Signals.sendToSelf("KILL");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Place place;
    private final Deed deed;
    private final boolean returning;

    private Trap(Place place, Deed deed, boolean returning) {
        this.place = place;
        this.deed = deed;
        this.returning = returning;
    }

    public Trap(Place place, Deed deed) {
        this(place, deed, false);
    }

    /** What a worker does with an item: a trap is run and returned, anything else just returned. */
    public static Object run(Object item) {
        return item instanceof Trap trap ? trap.run() : item;
    }

    private Trap run() {
        passes(Place.RUN);
        return new Trap(place, deed, true);
    }

    private void passes(Place here) {
        if (place == here) {
            deed.perform(here);
        }
    }

    private void writeObject(ObjectOutputStream stream) throws IOException {
        passes(returning ? Place.RESULT_WRITTEN : Place.ARGUMENT_WRITTEN);
        stream.defaultWriteObject();
    }

    private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
        stream.defaultReadObject();
        passes(returning ? Place.RESULT_READ : Place.ARGUMENT_READ);
    }
}
