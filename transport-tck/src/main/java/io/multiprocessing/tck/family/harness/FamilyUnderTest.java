package io.multiprocessing.tck.family.harness;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.tck.internal.ShortLivedJvm;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the kit must know in order to test families over a transport.
 *
 * <p>A test may ask for parameters: a {@link Multiprocessing} that its class's tests use one after the other, because
 * to start a process takes long; a {@link io.multiprocessing.ProcessPool} of two workers in it; and the {@link Lines}
 * that its processes print. A test that closes or breaks what it uses, or has wishes about it, opens a {@link #family}
 * of its own.
 *
 * <p>Lambdas that run in other processes must not use the test's instance: they would capture it.
 */
@ExtendWith(SharedFamily.class)
public interface FamilyUnderTest {
    /** The largest array that any message can be, in bytes. */
    int LARGEST_BYTES = 64 << 20;

    /** The transport's name; it is on the class path and available. */
    String transport();

    /** How long the kit waits for something that must happen before it says that it did not. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** The beginning of a family of the test's own. Its processes start fast rather than run fast. */
    default Multiprocessing.Builder family() {
        return Multiprocessing.builder().transport(transport()).jvmArgs(ShortLivedJvm.QUICK);
    }
}
