package io.multiprocessing.benchmarks.station;

import io.multiprocessing.benchmarks.program.JavaProgram;
import io.multiprocessing.benchmarks.program.ParentWatch;
import java.util.ArrayList;
import java.util.List;

/** Stations that are JVMs. */
public final class JavaStation {
    /** What our children's users give, and what the peers of the benchmarks need; without effect on others. */
    public static final List<String> OPTIONS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    private JavaStation() {}

    public static Station of(Class<? extends Subject> type, Settings settings) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(ParentWatch.option());
        List<String> words = new ArrayList<>();
        words.add(type.getName());
        words.addAll(settings.words());
        return new ProgramStation(() -> JavaProgram.start(
                options, System.getProperty("java.class.path"), StationMain.class, words));
    }
}
