package io.multiprocessing.internal.liveness;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * Finds processes that do not answer any more, and gives them up when that has lasted for the grace.
 *
 * <pre>
 *   heard ──(silent for a third of the grace)──▶ asked ──(silent for the grace)──▶ given up
 *     ▲                                            │
 *     └──(any frame; or it has run; or a debugger  ┘
 *         holds it)
 * </pre>
 *
 * <p>Silence counts only while this process can hear: it was awake ({@link ObservedTime}), its virtual threads run,
 * since they send the question, and none of its deliveries is stuck. A process that uses processor time is not stopped,
 * however busy it is: a long garbage collection is no reason to kill it. So what remains is one that has been stopped
 * (SIGSTOP, a frozen control group), or hangs in the kernel.
 *
 * <p>{@link #look} is for one thread, which calls it every few milliseconds for as long as there is somebody to look
 * after: one for all of a process's children.
 */
public final class Vigil {
    private static final long LARGEST_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_UNASKED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int PARTS_OF_GRACE = 3;

    private final long graceNanos;
    private final long unaskedNanos;
    private final ObservedTime time = new ObservedTime(LARGEST_STEP_NANOS);
    private volatile boolean virtualThreadsRun = true;

    /** @param grace how long a process may be silent after it was asked; zero for ever */
    public Vigil(Duration grace) {
        graceNanos = grace.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : grace.toNanos();
        unaskedNanos = Math.min(graceNanos / PARTS_OF_GRACE, LONGEST_UNASKED_NANOS);
    }

    /** Whether there is anything to look for. */
    public boolean isOn() {
        return graceNanos > 0;
    }

    /** Looks at all of them. */
    public void look(Collection<? extends Patient> patients) {
        long elapsed = time.step(System.nanoTime());
        boolean deaf = isDeaf(patients);
        boolean anyAsked = false;
        for (Patient patient : patients) {
            if (patient.isListening()) {
                look(patient, elapsed, deaf);
                anyAsked |= patient.pulse().isAsked();
            }
        }
        if (anyAsked && virtualThreadsRun) {
            virtualThreadsRun = false;
            Thread.ofVirtual().name("mp-canary").start(() -> virtualThreadsRun = true);
        }
    }

    /** Whether an answer could have come without being heard. */
    private boolean isDeaf(Collection<? extends Patient> patients) {
        boolean deaf = !virtualThreadsRun;
        for (Patient patient : patients) {
            deaf |= patient.pulse().isDeliveryStuck();
        }
        return deaf;
    }

    private void look(Patient patient, long elapsed, boolean deaf) {
        Pulse pulse = patient.pulse();
        long silent = pulse.advance(deaf ? 0 : elapsed);
        if (!pulse.isAsked()) {
            if (silent >= unaskedNanos) {
                pulse.asked(Vitals.of(patient.pid()));
                patient.ping();
            }
        } else if (silent >= graceNanos) {
            judge(patient);
        }
    }

    private void judge(Patient patient) {
        Pulse pulse = patient.pulse();
        Vitals now = Vitals.of(patient.pid());
        Vitals before = pulse.examined(now);
        if (now.isTraced() || (now.hasRunSince(before) && !now.isStopped())) {
            pulse.restart();
            return;
        }
        patient.giveUp("it has not answered for " + Duration.ofNanos(graceNanos) + ": " + now.describe());
    }
}
