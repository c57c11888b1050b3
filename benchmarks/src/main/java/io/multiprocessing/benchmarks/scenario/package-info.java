/**
 * What is measured. {@link io.multiprocessing.benchmarks.scenario.Catalog} lists the scenarios; classes with JMH's
 * annotations are measured in JVMs that JMH forks, one for each turn, the others by the driver itself, since they start
 * whole processes.
 */
@NullMarked
package io.multiprocessing.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
