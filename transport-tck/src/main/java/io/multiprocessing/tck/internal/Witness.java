package io.multiprocessing.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** A child of which the test sees the board. */
public class Witness {
    private final Board board;
    private final Duration patience;

    Witness(Board board, Duration patience) {
        this.board = board;
        this.patience = patience;
    }

    public final Board board() {
        return board;
    }

    final Duration patience() {
        return patience;
    }

    /** Lets the child pass a gate of its script. */
    public final void open(String gate) {
        board.open(gate);
    }

    /** Waits for the child's report and returns the latest. */
    public final String awaitReport(String key) {
        until("the child reports \"" + key + "\"", () -> board.report(key) != null || board.report("crashed") != null);
        String report = board.report(key);
        assertThat(report).as("What the child reports as \"%s\". %s", key, board.transcript()).isNotNull();
        return Objects.requireNonNull(report);
    }

    /** Waits until the child's handler has seen the end, and returns the number of frames before it. */
    public final long awaitEndAtChild() {
        awaitReport("end");
        assertThat(board.reports("fault")).as("what the child found wrong").isEmpty();
        return Long.parseLong(awaitReport("received"));
    }

    /** Waits until it is so, and fails with all that is known when that takes longer than the patience. */
    public final void until(String what, Callable<Boolean> isSo) {
        try {
            Waiting.until(what, patience, isSo);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Not within " + patience + ": " + what + ". At the child: " + board.transcript() + ". Here: "
                            + state(),
                    e);
        }
    }

    String state() {
        return "nothing";
    }
}
