package io.multiprocessing.benchmarks.scenario.queue;

import java.nio.ByteBuffer;

/**
 * Whoever is at the other end: sends back what it gets, or sends as many messages as it is ordered to. Lengths tell
 * control messages from others.
 *
 * <pre>
 *   1 byte     PAUSE: wait at the gate, without using the processor; or END
 *   12 bytes   ORDER: count, size, and the line to send them on
 *   others     sent back on the first line
 * </pre>
 */
final class Partner {
    static final byte[] PAUSE = {0};
    static final byte[] END = {1};
    private static final int ORDER_BYTES = 12;

    private Partner() {}

    /** Where a partner that would spin waits until it is needed. */
    interface Gate {
        void await() throws Exception;
    }

    static byte[] order(int count, int size, int line) {
        return ByteBuffer.allocate(ORDER_BYTES).putInt(count).putInt(size).putInt(line).array();
    }

    /** Serves until the end. */
    static void serve(Line requests, Line[] answers, Gate gate) throws Exception {
        while (true) {
            byte[] message = requests.receive();
            switch (message.length) {
                case 1 -> {
                    if (message[0] == END[0]) {
                        return;
                    }
                    gate.await();
                }
                case ORDER_BYTES -> fulfil(ByteBuffer.wrap(message), answers);
                default -> answers[0].send(message);
            }
        }
    }

    private static void fulfil(ByteBuffer order, Line[] answers) throws Exception {
        int count = order.getInt();
        byte[] message = new byte[order.getInt()];
        Line line = answers[order.getInt()];
        for (int sent = 0; sent < count; sent++) {
            line.send(message);
        }
    }
}
