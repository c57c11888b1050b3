/**
 * A pool under load, whose workers are killed, stopped and starved from outside: {@code examples/chaos}. Begin with
 * {@code ChaosRun}; {@code Load} works, {@code Assailant} kills, {@code Ledger} keeps what really happened, {@code
 * Audit} compares it with what was promised.
 */
@NullMarked
package io.multiprocessing.examples.chaos;

import org.jspecify.annotations.NullMarked;
