/**
 * Stations: programs that measure one variant each, when they are told to. A station is started once, keeps what it
 * measures open and warm, and waits without using the processor while others have their turn; so turns can be short and
 * alternate often. {@link io.multiprocessing.benchmarks.station.Subject} is what a station measures, {@link
 * io.multiprocessing.benchmarks.station.StationMain} its program, {@link io.multiprocessing.benchmarks.station.Station}
 * the driver's end. Knows nothing of scenarios.
 */
@NullMarked
package io.multiprocessing.benchmarks.station;

import org.jspecify.annotations.NullMarked;
