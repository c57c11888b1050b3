package io.multiprocessing.tck.family.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.TaskFuture;
import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.spi.Codec;
import io.multiprocessing.tck.family.harness.Await;
import io.multiprocessing.tck.family.harness.FamilyTest;
import io.multiprocessing.tck.family.harness.FamilyUnderTest;
import io.multiprocessing.tck.family.harness.MatrixProgram;
import io.multiprocessing.tck.family.harness.Program;
import io.multiprocessing.tck.family.harness.Trap;
import io.multiprocessing.tck.family.harness.Trap.Deed;
import io.multiprocessing.tck.family.harness.Trap.Place;
import io.multiprocessing.tck.family.harness.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;

/**
 * The matrix in which other pools find their deadlocks: an error, an exit and a crash, at each place of a task's way,
 * for each way of submitting. What is hit fails with the right type, nothing else does, and the pool works on.
 */
public interface PoolMatrixContract extends FamilyUnderTest {
    @FamilyTest
    @DisplayName("matrix: submit: an error, an exit or a crash at any place fails that task alone")
    default void submitMatrix(Multiprocessing mp) throws Exception {
        tryAll(mp, Way.SUBMIT);
    }

    @FamilyTest
    @DisplayName("matrix: map: an error, an exit or a crash at any place fails that map alone")
    default void mapMatrix(Multiprocessing mp) throws Exception {
        tryAll(mp, Way.MAP);
    }

    @FamilyTest
    @DisplayName("matrix: stream: an error, an exit or a crash at any place fails that item alone")
    default void streamMatrix(Multiprocessing mp) throws Exception {
        tryAll(mp, Way.STREAM);
    }

    /** Those that would end this process as well are left to {@link #matrixInTheCaller}. */
    private void tryAll(Multiprocessing mp, Way way) throws Exception {
        SharedQueue<String> gate = mp.queue();
        try (ProcessPool pool = mp.pool(2)) {
            TaskFuture<String> neighbour = pool.submit(gate::take);
            for (Place place : Place.values()) {
                for (Deed deed : Deed.values()) {
                    if (deed == Deed.THROW || !place.isInCaller()) {
                        tryOne(pool, way, place, deed);
                    }
                }
            }
            gate.put("unharmed");
            assertThat(neighbour.get(patience().toNanos(), TimeUnit.NANOSECONDS)).isEqualTo("unharmed");
            assertThat(pool.stats().restarts()).isEqualTo(6);
        }
    }

    private void tryOne(ProcessPool pool, Way way, Place place, Deed deed) throws Exception {
        String what = deed + " at " + place + " by " + way;
        List<TaskFuture<Integer>> others = new ArrayList<>();
        others.add(pool.submit(() -> 1));
        Trap trap = new Trap(place, deed);
        Throwable thrown = catchThrowable(() -> way.send(pool, trap));
        others.add(pool.submit(() -> 2));
        assertThat(thrown).as(what).isNotNull();
        Throwable cause =
                thrown instanceof ExecutionException || thrown instanceof CompletionException ? thrown.getCause()
                        : thrown;
        switch (deed) {
            case THROW -> assertError(what, place, cause);
            case EXIT -> assertDeath(what, cause, Deed.STATUS);
            case CRASH -> assertDeath(what, cause, -9);
        }
        for (int i = 0; i < others.size(); i++) {
            assertThat(others.get(i).get(patience().toNanos(), TimeUnit.NANOSECONDS)).as(what).isEqualTo(i + 1);
        }
    }

    private static void assertError(String what, Place place, Throwable cause) {
        assertThat(cause).as(what).hasStackTraceContaining("thrown on purpose at " + place);
        switch (place) {
            case ARGUMENT_WRITTEN, RESULT_WRITTEN ->
                    assertThat(cause).as(what).isInstanceOf(NotSerializableTaskException.class);
            case ARGUMENT_READ, RESULT_READ ->
                    assertThat(cause).as(what).isInstanceOf(Codec.UnreadableValueException.class);
            case RUN -> assertThat(cause).as(what).isExactlyInstanceOf(IllegalStateException.class);
        }
    }

    private static void assertDeath(String what, Throwable cause, int status) {
        assertThat(cause).as(what).isInstanceOfSatisfying(WorkerDiedException.class, death -> {
            assertThat(death.exitStatus()).as(what).hasValue(status);
            assertThat(death.mayHaveRun()).as(what).isTrue();
        });
    }

    @FamilyTest
    @DisplayName("matrix: an exit or a crash in the caller's own serialisation ends the program as it should, "
            + "and all it started")
    default void matrixInTheCaller() throws Exception {
        for (Place place : List.of(Place.ARGUMENT_WRITTEN, Place.RESULT_READ)) {
            for (Deed deed : List.of(Deed.EXIT, Deed.CRASH)) {
                // Three programs would be the matrix; the way of submitting changes nothing about who is hit, so they
                // take turns.
                Way way = Way.values()[(place.ordinal() + deed.ordinal()) % Way.values().length];
                endCaller(way, place, deed);
            }
        }
    }

    private void endCaller(Way way, Place place, Deed deed) throws Exception {
        try (Program program = Program.start(
                MatrixProgram.class, patience(), transport(), way.name(), place.name(), deed.name())) {
            String what = deed + " at " + place + " by " + way;
            List<Long> workers = List.of(program.awaitPid("worker 0"), program.awaitPid("worker 1"));
            int status = program.awaitExit();
            assertThat(status).as(what).isEqualTo(deed == Deed.EXIT ? Deed.STATUS : 128 + 9);
            for (long worker : workers) {
                Await.untilGone(worker, patience());
            }
        }
    }
}
