package io.multiprocessing.benchmarks.scenario.start;

/** What a JVM can do first: says when its first line ran, by the clock that all processes of the machine share. */
final class HelloWorld {
    private HelloWorld() {}

    public static void main(String[] args) {
        System.out.println(System.nanoTime());
    }
}
