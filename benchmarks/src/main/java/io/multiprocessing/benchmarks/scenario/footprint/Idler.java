package io.multiprocessing.benchmarks.scenario.footprint;

import java.io.IOException;

/** A JVM that says one word and then does nothing, until its standard input ends. */
final class Idler {
    private Idler() {}

    public static void main(String[] args) throws IOException {
        System.out.println("idle");
        while (System.in.read() >= 0) {
            // Only its end says something.
        }
    }
}
