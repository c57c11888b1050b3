package io.multiprocessing.benchmarks.scenario;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.SharedQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A thread or a process that puts what it takes from one queue in another, until it takes an empty array. */
interface EchoPartner {
    int CAPACITY = 16;
    byte[] END = {};

    BlockingQueue<byte[]> requests();

    BlockingQueue<byte[]> answers();

    void close() throws InterruptedException;

    static EchoPartner open(String variant) {
        if (variant.equals(Workers.THREADS)) {
            var requests = new ArrayBlockingQueue<byte[]>(CAPACITY);
            var answers = new ArrayBlockingQueue<byte[]>(CAPACITY);
            return new InThread(requests, answers, Thread.ofPlatform().start(() -> {
                try {
                    echo(requests, answers);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        Multiprocessing family = Multiprocessing.open(variant);
        SharedQueue<byte[]> requests = family.queue(CAPACITY);
        SharedQueue<byte[]> answers = family.queue(CAPACITY);
        return new InProcess(family, requests, answers, family.start(() -> echo(requests, answers)));
    }

    private static void echo(BlockingQueue<byte[]> requests, BlockingQueue<byte[]> answers)
            throws InterruptedException {
        for (byte[] message = requests.take(); message.length > 0; message = requests.take()) {
            answers.put(message);
        }
    }

    /** In this JVM. */
    record InThread(BlockingQueue<byte[]> requests, BlockingQueue<byte[]> answers, Thread thread)
            implements
            EchoPartner {
        @Override
        public void close() throws InterruptedException {
            requests.put(END);
            thread.join();
        }
    }

    /** In a child. */
    record InProcess(
            Multiprocessing family,
            BlockingQueue<byte[]> requests,
            BlockingQueue<byte[]> answers,
            ChildProcess process) implements EchoPartner {
        @Override
        public void close() throws InterruptedException {
            requests.put(END);
            process.join();
            family.close();
        }
    }
}
