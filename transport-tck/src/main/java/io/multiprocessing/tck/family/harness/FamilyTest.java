package io.multiprocessing.tck.family.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test of a family. It runs in a thread of its own: what it finds fault with may not react to interrupts. */
@Test
@Timeout(value = 100, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FamilyTest {}
