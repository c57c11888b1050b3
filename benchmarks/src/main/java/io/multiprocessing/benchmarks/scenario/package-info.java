/**
 * What is measured. {@link io.multiprocessing.benchmarks.scenario.Catalog} lists the scenarios, room by room: a room is
 * a package below this one, whose subject runs in stations. Classes with JMH's annotations are measured in JVMs that
 * JMH forks, one for each turn.
 */
@NullMarked
package io.multiprocessing.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
