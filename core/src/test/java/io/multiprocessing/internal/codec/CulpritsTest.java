package io.multiprocessing.internal.codec;

import static io.multiprocessing.internal.codec.RoundTrips.CODEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.RemoteRunnable;
import io.multiprocessing.internal.codec.Samples.Connection;
import io.multiprocessing.internal.codec.Samples.Holder;
import io.multiprocessing.internal.codec.Samples.Plain;
import java.io.Externalizable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class CulpritsTest {
    private static final String HERE = CulpritsTest.class.getName();
    private static final String CONNECTION = Connection.class.getName();
    private static final String PLAIN = Plain.class.getName();

    final Connection field = new Connection();

    static NotSerializableTaskException refused(Object value) {
        return catchThrowableOfType(NotSerializableTaskException.class, () -> CODEC.encode(value));
    }

    static class Job implements Serializable {
        private static final long serialVersionUID = 1;

        final Connection connection = new Connection();
        final transient Connection unsent = new Connection();
    }

    static final class NightJob extends Job {
        private static final long serialVersionUID = 1;
    }

    static final class ThrowingWriter implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IllegalStateException("no writing today");
        }
    }

    static final class RefusingWriter implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new NotSerializableException("session objects stay where they are");
        }
    }

    static final class ThrowingReplacer implements Serializable {
        private static final long serialVersionUID = 1;

        private Object writeReplace() {
            throw new IllegalStateException("no replacement today");
        }
    }

    static final class ErringWriter implements Externalizable {
        @Override
        public void writeExternal(ObjectOutput out) {
            throw new AssertionError("wrong");
        }

        @Override
        public void readExternal(ObjectInput in) {}
    }

    static final class OutOfMemory implements Serializable {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) {
            throw new OutOfMemoryError("made up");
        }
    }

    @Test
    void namesTheObjectItself() {
        NotSerializableTaskException e = refused(new Connection());
        assertThat(e.className()).isEqualTo(CONNECTION);
        assertThat(e.path()).isNull();
        assertThat(e).hasMessageContaining(CONNECTION)
                .hasMessageContaining("is not Serializable")
                .hasMessageContaining("transient")
                .hasCauseInstanceOf(NotSerializableException.class);
    }

    @Test
    void namesACapturedVariable() {
        String text = "fine";
        Connection connection = new Connection();
        RemoteCallable<String> task = () -> text + connection;
        NotSerializableTaskException e = refused(task);
        assertThat(e.className()).isEqualTo(CONNECTION);
        assertThat(e.path()).isEqualTo("captured variable #2 (" + CONNECTION + ") of the lambda in " + HERE
                + ".namesACapturedVariable (CulpritsTest.java)");
        assertThat(e).hasMessageContaining(e.path());
    }

    @Test
    void namesAFieldOfWhatWasCaptured() {
        Job job = new NightJob();
        RemoteRunnable task = () -> job.hashCode();
        NotSerializableTaskException e = refused(task);
        assertThat(e.path()).isEqualTo("captured variable #1 (" + NightJob.class.getName() + ") of the lambda in "
                + HERE + ".namesAFieldOfWhatWasCaptured (CulpritsTest.java) → field " + Job.class.getName()
                + ".connection");
    }

    @Test
    void tellsOfACapturedThis() {
        RemoteRunnable task = () -> field.hashCode();
        NotSerializableTaskException e = refused(task);
        assertThat(e.className()).isEqualTo(HERE);
        assertThat(e.path()).isEqualTo("`this` (" + HERE + ") captured by the lambda in " + HERE
                + ".tellsOfACapturedThis (CulpritsTest.java)");
        assertThat(e).hasMessageContaining("captured `this`").hasMessageContaining("local variables");
    }

    @Test
    void tellsOfAnEnclosingInstanceAndOfVariablesOfAnonymousClasses() {
        Object inner = new Serializable() {
            @Override
            public String toString() {
                return "" + field;
            }
        };
        NotSerializableTaskException e = refused(inner);
        assertThat(e.className()).isEqualTo(HERE);
        assertThat(e.path()).isEqualTo("the enclosing instance of " + inner.getClass().getName());
        assertThat(e).hasMessageContaining("static class");
        assertThat(refused(anonymous(new Connection())).path())
                .isEqualTo("captured variable connection of " + anonymous(null).getClass().getName());
    }

    private static Object anonymous(Connection connection) {
        return new Serializable() {
            @Override
            public String toString() {
                return "" + connection;
            }
        };
    }

    @Test
    void tellsOfTheReceiverOfAMethodReference() {
        RemoteCallable<String> task = new Connection()::toString;
        assertThat(refused(task).path()).isEqualTo(
                "the receiver (" + CONNECTION + ") of the method reference java.lang.Object::toString");
    }

    @Test
    void looksIntoCollectionsMapsArraysOptionalsAndRecords() {
        Connection connection = new Connection();
        assertThat(refused(List.of(1, connection)).path()).isEqualTo("element 1 of a list");
        assertThat(refused(new ArrayList<>(List.of(connection))).path()).isEqualTo("element 0 of a list");
        assertThat(refused(Map.of("db", connection)).path()).isEqualTo("the value of key db in a map");
        assertThat(refused(Map.of(connection, 1)).path()).isEqualTo("a key of a map");
        assertThat(refused(Map.of(List.of(1), connection)).path()).isEqualTo("the value of a key in a map");
        assertThat(refused(new Object[] {1, 2, connection}).path()).isEqualTo("element 2 of java.lang.Object[]");
        assertThat(refused(new Connection[] {connection}).path()).isEqualTo("element 0 of " + CONNECTION + "[]");
        assertThat(refused(Optional.of(connection)).path()).isEqualTo("the content of an Optional");
        assertThat(refused(new Holder(connection)).path()).isEqualTo("field " + Holder.class.getName() + ".content");
        assertThat(refused(new Plain("p", Collections.singleton(new Holder(connection)))).path())
                .isEqualTo("field " + PLAIN + ".next → element 0 of a set → field " + Holder.class.getName()
                        + ".content");
    }

    @Test
    void findsTheShortestWayInAGraphWithCycles() {
        Plain a = new Plain("a", null);
        Plain b = new Plain("b", a);
        a.next = new Object[] {b, a, List.of(b), new Connection()};
        assertThat(refused(b).path()).isEqualTo(
                "field " + PLAIN + ".next → field " + PLAIN + ".next → element 3 of java.lang.Object[]");
    }

    @Test
    void advisesOnAPlainLambdaInsideATask() {
        Comparator<String> plain = (x, y) -> x.length() - y.length();
        NotSerializableTaskException e = refused((RemoteCallable<?>) () -> plain);
        assertThat(e.className()).startsWith(HERE + "$$Lambda");
        assertThat(e).hasMessageContaining("a lambda of " + HERE).hasMessageContaining("& Serializable");
    }

    @Test
    void doesNotAdviseToChangeTheJdk() {
        assertThat(refused(List.of(new Thread(() -> {})))).hasMessageContaining("java.lang.Thread can't travel")
                .hasMessageNotContaining("Make java.lang.Thread");
    }

    @Test
    void namesTheClassWhoseOwnCodeThrew() {
        NotSerializableTaskException e = refused(new Plain("p", new ThrowingWriter()));
        assertThat(e.className()).isEqualTo(ThrowingWriter.class.getName());
        assertThat(e.path()).isEqualTo("field " + PLAIN + ".next");
        assertThat(e).hasMessageContaining("no writing today").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(refused(List.of(new RefusingWriter()))).hasMessageContaining("session objects stay where they are")
                .returns(RefusingWriter.class.getName(), NotSerializableTaskException::className);
        assertThat(refused(List.of(new ThrowingReplacer()))).hasMessageContaining("no replacement today")
                .returns(ThrowingReplacer.class.getName(), NotSerializableTaskException::className);
        assertThat(refused(List.of(new ErringWriter()))).hasMessageContaining("AssertionError: wrong")
                .returns(ErringWriter.class.getName(), NotSerializableTaskException::className);
    }

    @Test
    void letsAnOutOfMemoryErrorPass() {
        assertThat(catchThrowableOfType(OutOfMemoryError.class, () -> CODEC.encode(new OutOfMemory())))
                .hasMessage("made up");
    }

    /** As when another thread adds to it meanwhile. */
    static final class Restless extends ArrayList<Object> {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) {
            throw new ConcurrentModificationException();
        }
    }

    @Test
    void explainsAListThatIsChangedMeanwhile() {
        assertThat(refused(new Restless())).hasMessageContaining("ConcurrentModificationException");
    }

    @Test
    void survivesCollectionsThatDoNotLikeToBeLookedAt() {
        final class Shy extends ArrayList<Object> {
            private static final long serialVersionUID = 1;

            @Override
            public java.util.Iterator<Object> iterator() {
                throw new UnsupportedOperationException();
            }
        }
        Shy shy = new Shy();
        shy.add(new Connection());
        NotSerializableTaskException e = refused(shy);
        assertThat(e.className()).isIn(CONNECTION, HERE);
    }

    @Test
    void explainsForAnotherCodecToo() {
        NotSerializableTaskException e =
                Culprits.explain(Arrays.asList(1, new Connection()), new NotSerializableException(CONNECTION));
        assertThat(e.path()).isEqualTo("element 1 of a list");
        assertThat(Culprits.explain(null, new IllegalStateException())).hasMessageContaining("IllegalStateException");
        assertThat(Culprits.explain("x", e)).isSameAs(e);
    }

    @Test
    void refusesAPlainLambdaByWhatItCaptured() {
        Connection connection = new Connection();
        String text = "text";
        int number = 1;
        Runnable plain = () -> System.out.println(text + connection + number);
        NotSerializableTaskException e = Culprits.notATask(plain);
        assertThat(e.className()).isEqualTo(CONNECTION);
        assertThat(e.path()).isEqualTo("captured variable #2 (" + CONNECTION + ") of a lambda of " + HERE);
        assertThat(e).hasMessageContaining("A lambda of " + HERE)
                .hasMessageContaining("java.lang.Runnable")
                .hasMessageContaining("captured java.lang.String, " + CONNECTION + ", int")
                .hasMessageContaining("RemoteRunnable or RemoteCallable");
    }

    @Test
    void refusesAPlainLambdaThatCapturedNothingWrong() {
        Callable<Object> plain = () -> null;
        assertThat(Culprits.notATask(plain)).hasMessageContaining("made as a plain java.util.concurrent.Callable")
                .hasMessageNotContaining("captured");
        String text = "text";
        Callable<Object> capturing = () -> text;
        NotSerializableTaskException e = Culprits.notATask(capturing);
        assertThat(e).hasMessageContaining("captured java.lang.String.");
        assertThat(e.path()).isNull();
        Callable<Object> withThis = () -> field;
        assertThat(Culprits.notATask(withThis)).hasMessageContaining("(`this`)")
                .returns(HERE, NotSerializableTaskException::className);
    }

    @Test
    void refusesOtherObjectsByTheirClass() {
        assertThat(Culprits.notATask(new Connection())).hasMessageContaining(CONNECTION)
                .hasMessageContaining("RemoteRunnable or RemoteCallable");
        assertThat(Culprits.notATask(new FutureTask<>(() -> 1))).hasMessageContaining("thread of this process");
    }
}
