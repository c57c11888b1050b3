package io.multiprocessing.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test of the kit that looks at its whole process, or at the machine: no other of its tests runs meanwhile. The rest
 * run beside each other where JUnit's parallel execution is on, each in a family of its own.
 */
@ResourceLock(value = Alone.PROCESS, mode = ResourceAccessMode.READ_WRITE)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Alone {
    /** What all tests of the kit share. */
    String PROCESS = "io.multiprocessing.tck.process";
}
