package io.multiprocessing.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.internal.codec.Samples.Colour;
import io.multiprocessing.internal.codec.Samples.Plain;
import io.multiprocessing.internal.codec.Samples.Point;
import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can only be seen in a JVM of its own: filters that are set once, and classes that are not loaded. */
class FreshJvmTest {
    @TempDir
    Path directory;

    /** Reads messages and prints what became of each, a line each. */
    static final class Reader {
        public static void main(String[] arguments) {
            Guard.isArmed = true;
            List<String> rest = new ArrayList<>(List.of(arguments));
            switch (rest.removeFirst()) {
                case "set" -> ObjectInputFilter.Config.setSerialFilter(
                        ObjectInputFilter.Config.createFilter(rest.removeFirst()));
                case "first" -> StandardCodec.nothingHasRunYet();
                default -> {}
            }
            for (String message : rest) {
                try {
                    Object value = RoundTrips.decode(HexFormat.of().parseHex(message));
                    System.out.println("value " + (value instanceof RemoteCallable<?> ? "lambda" : value));
                } catch (UnreadableValueException e) {
                    System.out.println("refused " + e.className());
                }
            }
        }
    }

    /** Sets a filter as soon as it is read. */
    record Guard(String filter) implements Serializable {
        static boolean isArmed;

        Guard {
            if (isArmed) {
                ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(filter));
            }
        }
    }

    private static String message(Object value) {
        return HexFormat.of().formatHex(RoundTrips.bytesOf(RoundTrips.CODEC.encode(value)));
    }

    private List<String> read(List<String> options, String mode, Object... values) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        if (!options.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(Reader.class.getName());
        command.addAll(List.of(mode.split(" ")));
        for (Object value : values) {
            command.add(message(value));
        }
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor()).as(() -> text(output)).isZero();
        return Files.readAllLines(output);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void obeysTheFilterOfTheJvmOnBothPaths() throws Exception {
        RemoteCallable<String> lambda = () -> "x";
        String refusedPoint = "refused " + Point.class.getName();
        List<String> expected = List.of(
                refusedPoint, refusedPoint, "refused " + Plain.class.getName(), "value RED", "value lambda", "value 1");
        Object[] values = {new Point(1, 2), List.of(new Point(1, 2)), new Plain("p", null), Colour.RED, lambda, 1};
        String filter = "!" + Point.class.getName() + ";!" + Plain.class.getName();
        assertThat(read(List.of("-Djdk.serialFilter=" + filter), "none", values)).isEqualTo(expected);
        assertThat(read(List.of("-Djdk.serialFilter=" + filter), "first", values)).isEqualTo(expected);
        assertThat(read(List.of(), "set " + filter, values)).isEqualTo(expected);
        assertThat(read(List.of("-Djdk.serialFilter=!java.lang.invoke.SerializedLambda"), "none", lambda, 1))
                .containsExactly("refused java.lang.invoke.SerializedLambda", "value 1");
    }

    @Test
    void theFirstMessageMaySkipTheFilterButNoLaterOne() throws Exception {
        Guard guard = new Guard("!" + Point.class.getName());
        assertThat(read(List.of(), "first", new Point(0, 0), guard, new Point(0, 0)))
                .containsExactly("value " + new Point(0, 0), "value " + guard, "refused " + Point.class.getName());
        assertThat(read(List.of(), "first", guard, new Point(0, 0)))
                .containsExactly("value " + guard, "refused " + Point.class.getName());
        assertThat(read(List.of(), "first", new Plain("p", guard), new Point(0, 0)))
                .element(1)
                .isEqualTo("refused " + Point.class.getName());
    }

    @Test
    void loadsNeitherProtobufNorStreamsForOtherValues() throws Exception {
        List<String> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("protobuf")) {
                classPath.add(entry);
            }
        }
        RemoteCallable<String> lambda = () -> "x";
        List<String> lines = read(
                List.of("-Xlog:class+load:file=" + directory.resolve("classes"), "-cp",
                        String.join(File.pathSeparator, classPath)),
                "first", lambda, new Point(1, 2), new ArrayList<>(List.of("a", Colour.RED)), new Plain("p", null));
        assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("value"));

        read(List.of("-Xlog:class+load:file=" + directory.resolve("few")), "first", lambda);
        String loaded = Files.readString(directory.resolve("few"), StandardCharsets.ISO_8859_1);
        assertThat(loaded).contains(StandardCodec.class.getName())
                .doesNotContain("java.io.ObjectInputStream ", "java.util.stream.ReferencePipeline ",
                        "java.util.regex.Pattern ", "java.util.Formatter ", "com.google.protobuf");
        assertThat(Arrays.stream(loaded.split("\n"))
                .filter(line -> line.contains("io.multiprocessing.internal."))
                .count())
                .isLessThan(25);
    }
}
