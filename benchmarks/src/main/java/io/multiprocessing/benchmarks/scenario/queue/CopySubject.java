package io.multiprocessing.benchmarks.scenario.queue;

import io.multiprocessing.benchmarks.station.Measurement;
import io.multiprocessing.benchmarks.station.Repetition;
import io.multiprocessing.benchmarks.station.Settings;
import io.multiprocessing.benchmarks.station.Subject;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Copies alone: into memory that two could share and out of it, and back in the same way. Nobody else takes part, so
 * this is the limit of everything that copies.
 */
public final class CopySubject implements Subject {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MIB = 1 << 20;

    public CopySubject(@SuppressWarnings("unused") Settings settings) {}

    /** As pools and queues measure it: by {@code what}'s name and unit. */
    @Override
    public Measurement measure(String what, Duration slice) throws Exception {
        int bytes = Integer.parseInt(what.replaceAll("\\D", "")) * MIB;
        if (what.startsWith("payload-")) {
            return thereAndBack(bytes, slice, NANOS_PER_MILLI);
        }
        if (what.startsWith("queue-round-trip-")) {
            return thereAndBack(bytes, slice, NANOS_PER_MICRO);
        }
        Measurement once = there(bytes, slice);
        return Measurement.rate(1 / once.median(), once.operations());
    }

    private static Measurement thereAndBack(int bytes, Duration slice, double nanosPerUnit) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            var here = MemorySegment.ofArray(new byte[bytes]);
            var there = MemorySegment.ofArray(new byte[bytes]);
            MemorySegment requests = arena.allocate(bytes);
            MemorySegment answers = arena.allocate(bytes);
            return Repetition.times(
                    () -> {
                        requests.copyFrom(here);
                        there.copyFrom(requests);
                        answers.copyFrom(there);
                        return here.copyFrom(answers);
                    },
                    slice,
                    nanosPerUnit);
        }
    }

    /** In seconds. */
    private static Measurement there(int bytes, Duration slice) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            var here = MemorySegment.ofArray(new byte[bytes]);
            var there = MemorySegment.ofArray(new byte[bytes]);
            MemorySegment between = arena.allocate(bytes);
            return Repetition.times(
                    () -> {
                        between.copyFrom(here);
                        return there.copyFrom(between);
                    },
                    slice,
                    NANOS_PER_SECOND);
        }
    }

    @Override
    public void close() {}
}
