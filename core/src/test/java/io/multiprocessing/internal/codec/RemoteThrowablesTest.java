package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static io.multiprocessing.internal.codec.RoundTrips.LOADER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.internal.codec.Samples.Connection;
import io.multiprocessing.spi.Codec;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteThrowablesTest {
    private static final String WORKER = "Process-3 (pid 4711)";
    private static final StackTraceElement[] LOCAL = {new StackTraceElement("app.Main", "submit", "Main.java", 12)};

    @TempDir
    Path directory;

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T copy(Throwable thrown) {
        ByteBuffer bytes = RemoteThrowables.encode(thrown, CODEC);
        assertThat(bytes.remaining()).isBetween(1, 1 << 20);
        return (T) RemoteThrowables.decode(bytes, CODEC, LOADER, WORKER, LOCAL);
    }

    private static RemoteFailureException failure(Throwable thrown) {
        Throwable copy = copy(thrown);
        assertThat(copy).isExactlyInstanceOf(RemoteFailureException.class);
        return (RemoteFailureException) copy;
    }

    /** As printed: the names of the JDK's own class loaders do not travel. */
    private static String framesOf(Throwable thrown) {
        return Arrays.toString(thrown.getStackTrace());
    }

    static class Detailed extends Exception {
        private static final long serialVersionUID = 1;

        final int code;
        final String text;

        Detailed(String message, int code, String text) {
            super(message);
            this.code = code;
            this.text = text;
        }
    }

    static class Unsendable extends RuntimeException {
        private static final long serialVersionUID = 1;

        final Connection connection = new Connection();

        Unsendable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    @Test
    void keepsTypeMessageAndFields() {
        Detailed copy = copy(new Detailed("message", 42, "text"));
        assertThat(copy).isExactlyInstanceOf(Detailed.class).hasMessage("message");
        assertThat(copy.code).isEqualTo(42);
        assertThat(copy.text).isEqualTo("text");
        assertThat(RemoteThrowablesTest.<Throwable>copy(new Error())).isExactlyInstanceOf(Error.class).hasMessage(null);
    }

    @Test
    void putsTheLocalSiteUnderASeparatorUnderTheRemoteFrames() {
        Exception thrown = new IOException("remote");
        StackTraceElement[] remote = thrown.getStackTrace();
        StackTraceElement[] frames = copy(thrown).getStackTrace();
        assertThat(frames).hasSize(remote.length + 2);
        assertThat(Arrays.toString(Arrays.copyOf(frames, remote.length))).isEqualTo(framesOf(thrown));
        assertThat(frames[remote.length].toString()).contains(WORKER).contains("submitted below");
        assertThat(frames[remote.length + 1]).isEqualTo(LOCAL[0]);

        Throwable withoutSite =
                RemoteThrowables.decode(RemoteThrowables.encode(thrown, CODEC), CODEC, LOADER, WORKER, null);
        assertThat(withoutSite.getStackTrace()).hasSize(remote.length + 1);
        assertThat(withoutSite.getStackTrace()[remote.length].toString()).contains(WORKER);
    }

    @Test
    void keepsCausesAndSuppressedWithTheirRemoteFrames() {
        Exception root = new IOException("root");
        Exception middle = new ExecutionException("middle", root);
        Exception outer = new IllegalStateException("outer", middle);
        outer.addSuppressed(new TimeoutException("suppressed"));
        middle.addSuppressed(root);
        IllegalStateException copy = copy(outer);
        assertThat(copy.getCause()).isExactlyInstanceOf(ExecutionException.class).hasMessage("middle");
        assertThat(copy.getCause().getCause()).isExactlyInstanceOf(IOException.class).hasMessage("root");
        assertThat(framesOf(copy.getCause())).isEqualTo(framesOf(middle));
        assertThat(copy.getSuppressed()).hasSize(1);
        assertThat(copy.getSuppressed()[0]).isExactlyInstanceOf(TimeoutException.class).hasMessage("suppressed");
        assertThat(copy.getCause().getSuppressed()[0]).isSameAs(copy.getCause().getCause());
        InvocationTargetException reflected = copy(new InvocationTargetException(root));
        assertThat(reflected.getTargetException()).isExactlyInstanceOf(IOException.class).hasMessage("root");
    }

    @Test
    void aCauseCanStillBeSetWhereItCould() {
        Exception copy = copy(new IOException("no cause yet"));
        copy.initCause(new Error("late"));
        assertThat(copy).hasRootCauseMessage("late");
    }

    @Test
    void describesWhatCannotBeSerialisedAndRebuildsTheRest() {
        Exception thrown = new IllegalStateException("outer", new Unsendable("inner", new IOException("root")));
        IllegalStateException copy = copy(thrown);
        assertThat(copy).isExactlyInstanceOf(IllegalStateException.class).hasMessage("outer");
        RemoteFailureException inner = (RemoteFailureException) copy.getCause();
        assertThat(inner.remoteClassName()).isEqualTo(Unsendable.class.getName());
        assertThat(inner.remoteMessage()).isEqualTo("inner");
        assertThat(inner).hasMessageContaining("inner")
                .hasMessageContaining(WORKER)
                .hasMessageContaining(Connection.class.getName());
        assertThat(framesOf(inner)).isEqualTo(framesOf(thrown.getCause()));
        assertThat(inner.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("root");

        RemoteFailureException outer = failure(new Unsendable("only", null));
        assertThat(Arrays.toString(outer.getStackTrace())).contains(WORKER).contains("app.Main.submit");
    }

    @Test
    void describesAnExceptionWhoseClassIsUnknownHere() throws Exception {
        ClassLoader there = CompiledClasses.loader(directory, Map.of("far.Oops",
                "package far; public class Oops extends Exception { public Oops() { super(\"far away\"); } }"));
        Throwable thrown = (Throwable) there.loadClass("far.Oops").getConstructor().newInstance();
        RemoteFailureException failure = failure(new RuntimeException("x", thrown).getCause());
        assertThat(failure.remoteClassName()).isEqualTo("far.Oops");
        assertThat(failure.remoteMessage()).isEqualTo("far away");
        assertThat(failure).hasMessageContaining("unknown here");
        RuntimeException outer = copy(new RuntimeException("outer", thrown));
        assertThat(outer.getCause()).isInstanceOf(RemoteFailureException.class);
        assertThat(RemoteThrowables.decode(RemoteThrowables.encode(thrown, CODEC), CODEC, there, WORKER, LOCAL))
                .hasSameClassAs(thrown);
    }

    @Test
    void survivesExceptionsWhoseMethodsThrow() {
        class Nasty extends RuntimeException {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }

            @Override
            public synchronized Throwable getCause() {
                throw new StackOverflowError();
            }

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new OutOfMemoryError();
            }

            @Override
            public String toString() {
                throw new Error();
            }

            @Override
            public void setStackTrace(StackTraceElement[] trace) {
                throw new IllegalStateException();
            }
        }
        RemoteFailureException failure = failure(new Nasty());
        assertThat(failure.remoteClassName()).isEqualTo(Nasty.class.getName());
        assertThat(failure.remoteMessage()).contains("getMessage() threw java.lang.IllegalStateException");
        assertThat(RemoteThrowablesTest.<Throwable>copy(new NastyButSerializable()))
                .isExactlyInstanceOf(NastyButSerializable.class);
    }

    static class NastyButSerializable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return null;
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            throw new IllegalStateException();
        }
    }

    @Test
    void shortensHugeMessagesAndKeepsTheType() {
        for (String unit : new String[] {"x", "漢"}) {
            Detailed copy = copy(new Detailed(unit.repeat(20_000_000), 1, "text"));
            assertThat(copy.getMessage()).startsWith(unit)
                    .hasSizeLessThanOrEqualTo(64 << 10)
                    .endsWith("(20000000 characters in all)");
            RemoteFailureException failure = failure(new Unsendable(unit.repeat(20_000_000), null));
            assertThat(failure.remoteMessage()).hasSizeLessThanOrEqualTo(64 << 10);
            assertThat(failure.remoteMessage().length()).isGreaterThan(30_000);
        }
        assertThat(failure(new Detailed("m", 1, "x") {
            final byte[] large = new byte[10 << 20];
        })).hasMessageContaining("limit");
    }

    @Test
    void keepsTheEndsOfALongStackTrace() {
        StackOverflowError overflow = (StackOverflowError) catchThrowable(() -> recurse(0));
        StackTraceElement[] remote = overflow.getStackTrace();
        StackTraceElement[] frames = RemoteThrowablesTest.<Throwable>copy(overflow).getStackTrace();
        assertThat(remote.length).isGreaterThan(1000);
        assertThat(frames).hasSize(512 + 1 + 2);
        assertThat(frames[0].getMethodName()).isEqualTo(remote[0].getMethodName());
        assertThat(frames[384].toString()).contains(remote.length - 512 + " frames");
        assertThat(frames[512].toString()).isEqualTo(remote[remote.length - 1].toString());
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    @Test
    void boundsCausesSuppressedAndFrames() {
        Throwable chain = new IOException("end");
        for (int i = 0; i < 10_000; i++) {
            chain = new RuntimeException("link " + i + "x".repeat(5000), chain);
        }
        for (int i = 0; i < 1000; i++) {
            chain.addSuppressed(new Unsendable("suppressed " + i, chain));
        }
        StackTraceElement[] many = new StackTraceElement[5000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new StackTraceElement("app.Class" + i + "x".repeat(1000), "method" + i, null, i);
        }
        chain.setStackTrace(many);
        chain.getCause().setStackTrace(many);
        Throwable copy = copy(chain);
        assertThat(copy).isExactlyInstanceOf(RuntimeException.class);
        int causes = 0;
        for (Throwable cause = copy; cause != null; cause = cause.getCause()) {
            causes++;
        }
        assertThat(causes).isBetween(20, 70);
        assertThat(copy.getSuppressed().length).isBetween(1, 1000);
    }

    @Test
    void survivesCycles() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);
        two.addSuppressed(one);
        RuntimeException copy = copy(one);
        assertThat(copy.getCause()).hasMessage("two");
        StringWriter text = new StringWriter();
        copy.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains("two").contains("circular reference");

        Unsendable three = new Unsendable("three", null);
        three.addSuppressed(new Unsendable("four", three));
        assertThat(failure(three).getSuppressed()[0].getCause()).hasMessageContaining("circular");
    }

    static class SelfCaused extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    static class ForeverCaused extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable getCause() {
            return new ForeverCaused();
        }
    }

    @Test
    void survivesStrangeCauses() {
        assertThat(RemoteThrowablesTest.<Throwable>copy(new SelfCaused())).isExactlyInstanceOf(SelfCaused.class);
        assertThat(RemoteThrowablesTest.<Throwable>copy(new ForeverCaused())).isExactlyInstanceOf(ForeverCaused.class);
    }

    static class Resolving extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient Object substitute;
        final int kind;

        Resolving(int kind) {
            super("resolving " + kind);
            this.kind = kind;
            this.substitute = null;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            if (kind == 2) {
                throw new IllegalStateException("no reading");
            } else if (kind == 3) {
                readObject(in);
            }
        }

        private Object readResolve() {
            return switch (kind) {
                case 0 -> "not a throwable";
                case 1 -> null;
                default -> throw new IllegalStateException("no resolving");
            };
        }
    }

    @Test
    void describesExceptionsThatBecomeSomethingElse() {
        for (int kind = 0; kind < 5; kind++) {
            RemoteFailureException failure = failure(new Resolving(kind));
            assertThat(failure.remoteClassName()).isEqualTo(Resolving.class.getName());
            assertThat(failure.remoteMessage()).isEqualTo("resolving " + kind);
            Exception outer = copy(new Exception("outer", new Resolving(kind)));
            assertThat(outer.getCause()).isExactlyInstanceOf(RemoteFailureException.class);
        }
    }

    @Test
    void keepsAnExceptionWithoutAStackTraceSo() {
        class Light extends RuntimeException {
            private static final long serialVersionUID = 1;

            Light() {
                super("light", null, false, false);
            }
        }
        assertThat(failure(new Light()).remoteMessage()).isEqualTo("light");
        LightStatic copy = copy(new LightStatic());
        assertThat(copy).hasMessage("light");
        assertThat(copy.getStackTrace()).isEmpty();
    }

    static class LightStatic extends RuntimeException {
        private static final long serialVersionUID = 1;

        LightStatic() {
            super("light", null, false, false);
        }
    }

    @Test
    void keepsTheLibrarysOwnExceptions() {
        NotSerializableTaskException copy =
                copy(new NotSerializableTaskException("message", "app.Class", "path", new IOException("io")));
        assertThat(copy.className()).isEqualTo("app.Class");
        assertThat(copy.getCause()).isExactlyInstanceOf(IOException.class);
        RemoteFailureException twice = failure(failure(new Unsendable("deep", null)));
        assertThat(twice.remoteClassName()).isEqualTo(Unsendable.class.getName());
    }

    @Test
    void asksAnotherCodecForTheWholeException() {
        Codec reversing = new Codec() {
            @Override
            public ByteBuffer encode(@Nullable Object value) {
                byte[] bytes = RoundTrips.bytesOf(CODEC.encode(value));
                bytes[0] ^= 0x55;
                return ByteBuffer.wrap(bytes);
            }

            @Override
            public @Nullable Object decode(ByteBuffer bytes, ClassLoader loader) {
                byte[] copy = RoundTrips.bytesOf(bytes);
                copy[0] ^= 0x55;
                return CODEC.decode(ByteBuffer.wrap(copy), loader);
            }
        };
        Detailed thrown = new Detailed("message", 42, "text");
        thrown.initCause(new IOException("cause"));
        Throwable copy = RemoteThrowables.decode(
                RemoteThrowables.encode(thrown, reversing), reversing, LOADER, WORKER, LOCAL);
        assertThat(copy).isExactlyInstanceOf(Detailed.class).hasMessage("message").hasRootCauseMessage("cause");
        Throwable described = RemoteThrowables.decode(
                RemoteThrowables.encode(new Unsendable("m", thrown), reversing), reversing, LOADER, WORKER, LOCAL);
        assertThat(described).isExactlyInstanceOf(RemoteFailureException.class);
        assertThat(described.getCause())
                .isExactlyInstanceOf(RemoteFailureException.class)
                .hasMessageContaining("message");
    }

    @Test
    void readsNothingAsALackOfMemory() {
        assertThat(RemoteThrowables.decode(ByteBuffer.allocate(0), CODEC, LOADER, WORKER, LOCAL))
                .isExactlyInstanceOf(RemoteFailureException.class)
                .hasMessageContaining("no memory");
    }

    @Test
    void printsAsOneStory() {
        StringWriter text = new StringWriter();
        copy(new IllegalStateException("outer", new Unsendable("inner", null))).printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).containsSubsequence(
                "java.lang.IllegalStateException: outer",
                "at io.multiprocessing.internal.codec.RemoteThrowablesTest.printsAsOneStory(RemoteThrowablesTest.java:",
                WORKER,
                "at app.Main.submit(Main.java:12)",
                "Caused by: io.multiprocessing.RemoteFailureException: " + Unsendable.class.getName() + ": inner");
    }
}
