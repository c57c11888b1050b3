package io.multiprocessing.examples;

import io.multiprocessing.ChildProcess;

/**
 * A process from a subclass, as one may subclass {@link Thread}.
 *
 * <p>What to learn: override {@code run()}; the object's fields travel with it. An object that is made with {@code new}
 * belongs to {@code Multiprocessing.current()}: the family that this process was born into, or else one with the best
 * transport, opened at the first use and closed at exit.
 */
public final class Sample02ProcessFromSubclass {
    private Sample02ProcessFromSubclass() {}

    /** The process: what it needs to know is in its fields. */
    private static final class Greeter extends ChildProcess {
        private static final long serialVersionUID = 1;

        private final String greeting;

        Greeter(String greeting) {
            this.greeting = greeting;
        }

        @Override
        protected void run() {
            System.out.println(greeting + " from " + getName());
        }
    }

    public static void main(String[] args) throws Exception {
        Greeter greeter = new Greeter("Good morning");
        greeter.setName("the greeter");

        greeter.start();
        greeter.join();

        System.out.println("It has ended: " + !greeter.isAlive());
    }
}
