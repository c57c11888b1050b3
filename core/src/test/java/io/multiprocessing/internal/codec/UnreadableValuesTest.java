package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static io.multiprocessing.internal.codec.RoundTrips.LOADER;
import static io.multiprocessing.internal.codec.RoundTrips.isCompact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.internal.codec.Samples.Plain;
import io.multiprocessing.internal.codec.Samples.Positive;
import io.multiprocessing.spi.Codec.UnreadableValueException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableValuesTest {
    @TempDir
    Path directory;

    static final class BadReader implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("no reading today");
        }
    }

    static final class Recursive implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            readObject(in);
        }
    }

    static final class OutOfMemory implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            throw new OutOfMemoryError("made up");
        }
    }

    private static UnreadableValueException refused(ByteBuffer bytes, ClassLoader loader) {
        return catchThrowableOfType(UnreadableValueException.class, () -> CODEC.decode(bytes, loader));
    }

    private static Object make(ClassLoader loader, String className, Class<?>[] types, Object... arguments)
            throws ReflectiveOperationException {
        return loader.loadClass(className).getConstructor(types).newInstance(arguments);
    }

    @Test
    void namesAClassThatIsUnknownHere() throws Exception {
        ClassLoader there = CompiledClasses.loader(directory, Map.of(
                "far.Rec", "package far; public record Rec(int x) implements java.io.Serializable {}",
                "far.Obj", "package far; public class Obj implements java.io.Serializable {}",
                "far.Col", "package far; public enum Col { RED }"));
        Object record = make(there, "far.Rec", new Class<?>[] {int.class}, 1);
        Object object = make(there, "far.Obj", new Class<?>[0]);
        Object constant = there.loadClass("far.Col").getEnumConstants()[0];
        for (Object value : List.of(record, object, constant, List.of(constant))) {
            ByteBuffer bytes = CODEC.encode(value);
            UnreadableValueException e = refused(bytes, LOADER);
            assertThat(e.className()).startsWith("far.");
            assertThat(e).hasMessageContaining("unknown in this process").hasMessageContaining(e.className());
            Object copy = CODEC.decode(bytes, there);
            assertThat(copy.getClass()).isEqualTo(value.getClass());
        }
    }

    @Test
    void refusesARecordThatHasOtherComponentsHere() throws Exception {
        String head = "package far; public record Rec(";
        String tail = ") implements java.io.Serializable {}";
        ClassLoader old = CompiledClasses.loader(directory, Map.of("far.Rec", head + "int x, int y" + tail));
        ClassLoader young = CompiledClasses.loader(directory, Map.of("far.Rec", head + "int y, int x" + tail));
        Object record = make(old, "far.Rec", new Class<?>[] {int.class, int.class}, 1, 2);
        UnreadableValueException e = refused(CODEC.encode(record), young);
        assertThat(e.className()).isEqualTo("far.Rec");
        assertThat(e).hasMessageContaining("other components");
    }

    @Test
    void namesAClassThatDiffersHere() throws Exception {
        String head = "package far; public class Obj implements java.io.Serializable {"
                + " private static final long serialVersionUID = ";
        ClassLoader old = CompiledClasses.loader(directory, Map.of("far.Obj", head + "1; }"));
        ClassLoader young = CompiledClasses.loader(directory, Map.of("far.Obj", head + "2; }"));
        UnreadableValueException e = refused(CODEC.encode(make(old, "far.Obj", new Class<?>[0])), young);
        assertThat(e.className()).isEqualTo("far.Obj");
        assertThat(e).hasMessageContaining("serialVersionUID");
    }

    @Test
    void saysThatALambdaIsNotInThisVersionOfItsClass() throws Exception {
        String head = "package far; public class Tasks { public static Object task() {"
                + " return (java.util.concurrent.Callable<String> & java.io.Serializable) () -> ";
        ClassLoader old = CompiledClasses.loader(directory, Map.of("far.Tasks", head + "\"old\"; } }"));
        ClassLoader young = CompiledClasses.loader(directory, Map.of("far.Tasks", "package far; public class Tasks {"
                + " public static Object other(int x) { return (java.util.concurrent.Callable<String> &"
                + " java.io.Serializable) () -> \"young\" + x; } }"));
        Object task = old.loadClass("far.Tasks").getMethod("task").invoke(null);
        ByteBuffer bytes = CODEC.encode(task);
        assertThat(isCompact(bytes)).isTrue();
        assertThat(((Callable<?>) CODEC.decode(bytes, old)).call()).isEqualTo("old");
        UnreadableValueException e = refused(bytes, young);
        assertThat(e.className()).isEqualTo("far.Tasks");
        assertThat(e).hasMessageContaining("does not have the lambda").hasMessageContaining("same version");
    }

    @Test
    void wrapsWhatAConstructorOrReaderThrows() {
        ByteBuffer negative = CODEC.encode(List.of(new Positive(-1)));
        Positive.isStrict = true;
        try {
            UnreadableValueException e = refused(negative, LOADER);
            assertThat(e.className()).isEqualTo(Positive.class.getName());
            assertThat(e).hasMessageContaining("not positive: -1").hasCauseInstanceOf(IllegalArgumentException.class);
        } finally {
            Positive.isStrict = false;
        }
        UnreadableValueException e = refused(CODEC.encode(new Plain("p", new BadReader())), LOADER);
        assertThat(e.className()).isEqualTo(BadReader.class.getName());
        assertThat(e).hasMessageContaining("no reading today");
    }

    @Test
    void survivesAReaderThatOverflowsTheStack() {
        assertThat(refused(CODEC.encode(new Recursive()), LOADER))
                .hasMessageContaining("stack")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void letsAnOutOfMemoryErrorPass() {
        ByteBuffer bytes = CODEC.encode(new OutOfMemory());
        assertThat(catchThrowableOfType(OutOfMemoryError.class, () -> CODEC.decode(bytes, LOADER)))
                .hasMessage("made up");
    }

    private static Plain chain(int length) {
        Plain chain = new Plain("end", null);
        for (int i = 1; i < length; i++) {
            chain = new Plain("link", chain);
        }
        return chain;
    }

    @Test
    void refusesGraphsThatNestTooDeeply() throws Exception {
        FutureTask<UnreadableValueException> task = new FutureTask<>(() -> {
            assertThat(RoundTrips.<Object>copy(chain(900))).isNotNull();
            return refused(CODEC.encode(chain(1300)), LOADER);
        });
        Thread thread = new Thread(null, task, "large-stack", 64 << 20);
        thread.start();
        assertThat(task.get()).hasMessageContaining("nests deeper than 1000");
    }

    @Test
    void saysThatAStackIsTooSmallForAGraph() throws Exception {
        FutureTask<NotSerializableTaskException> task = new FutureTask<>(() -> catchThrowableOfType(
                NotSerializableTaskException.class, () -> CODEC.encode(chain(100_000))));
        Thread thread = new Thread(null, task, "small-stack", 512 << 10);
        thread.start();
        assertThat(task.get())
                .hasMessageContaining("nests too deeply for this thread's stack")
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void refusesArraysThatTheirMessageCannotFill() throws IOException {
        byte[] bytes = javaBytes(new long[] {1, 2, 3});
        byte[] huge = ByteBuffer.wrap(bytes)
                .order(ByteOrder.BIG_ENDIAN)
                .putInt(bytes.length - 28, Integer.MAX_VALUE - 8)
                .array();
        assertThat(refused(ByteBuffer.wrap(huge), LOADER)).hasMessageContaining("elements is more than a message of");
        byte[] objects = javaBytes(new Object[100]);
        ByteBuffer.wrap(objects).putInt(objects.length - 104, 200_000_000);
        assertThat(refused(ByteBuffer.wrap(objects), LOADER)).hasMessageContaining("200000000 elements");
    }

    @Test
    void takesLargeHonestGraphs() {
        Set<Object> set = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            set.add(i);
        }
        Plain plain = new Plain("large", new Object[] {set, new long[1 << 20], new Object[1 << 20], new byte[0]});
        Plain copy = RoundTrips.copy(plain);
        assertThat(Arrays.deepEquals((Object[]) copy.next, (Object[]) plain.next)).isTrue();
    }

    @Test
    void refusesCompactLengthsThatTheMessageCannotHold() {
        byte[] list = RoundTrips.bytesOf(CODEC.encode(new ArrayList<>(List.of(true, false))));
        for (int tag = 0; tag < 64; tag++) {
            byte[] bytes = {(byte) tag, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 0, 0, 0, 0};
            assertThat(catchThrowableOfType(UnreadableValueException.class, () -> RoundTrips.decode(bytes)))
                    .as("tag %s", tag)
                    .isNotNull();
        }
        assertThat(list).hasSize(4);
        byte[] nested = new byte[200];
        for (int i = 0; i + 1 < nested.length; i += 2) {
            nested[i] = list[0];
            nested[i + 1] = 100;
        }
        assertThat(catchThrowableOfType(UnreadableValueException.class, () -> RoundTrips.decode(nested)))
                .hasMessageContaining("more elements than bytes");
    }

    @Test
    void refusesClassesThatAreNotWhatTheTagSays() {
        byte[] record = RoundTrips.bytesOf(CODEC.encode(new Samples.Point(1, 2)));
        for (String name : List.of("java.lang.ProcessBuilder", Plain.class.getName(), "[[I", "int", "",
                Samples.Colour.class.getName(), Samples.NotSerializableRecord.class.getName())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(record[0]);
            bytes.write(0);
            bytes.write(name.length() << 1);
            bytes.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(new byte[20]);
            assertThat(refused(ByteBuffer.wrap(bytes.toByteArray()), LOADER)).as(name).isNotNull();
        }
    }

    @Test
    void refusesALambdaThatLacksWhatItCaptured() {
        RemoteCallable<String> task = () -> "x";
        byte[] bytes = RoundTrips.bytesOf(CODEC.encode(task));
        bytes[bytes.length - 1] = 1; // promises a captured value that is not there
        assertThat(refused(ByteBuffer.wrap(bytes), LOADER)).hasMessageContaining("where 0 are left");
    }

    private static byte[] javaBytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(64);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
