package io.multiprocessing.internal.sync;

import io.multiprocessing.internal.call.IncomingCall;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.util.ArrayList;
import java.util.List;

/** Calls that wait for the same thing, and are answered together. Not thread-safe: under its home's lock. */
final class WaitingLine {
    private final List<IncomingCall> calls = new ArrayList<>();

    void add(IncomingCall call) {
        calls.add(call);
    }

    int size() {
        return calls.size();
    }

    void answerAll() {
        List.copyOf(calls).forEach(IncomingCall::ok);
        calls.clear();
    }

    /** The family is closed. */
    void refuseAll() {
        List.copyOf(calls).forEach(call -> call.fail(ReplyStatus.CLOSED, ""));
        calls.clear();
    }

    void cancel(IncomingCall call) {
        if (calls.remove(call)) {
            call.fail(ReplyStatus.CANCELLED, "");
        }
    }
}
