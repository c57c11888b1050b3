package io.multiprocessing.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.RemoteFailureException;
import io.multiprocessing.SharedObjectGoneException;
import io.multiprocessing.internal.call.Calls;
import io.multiprocessing.internal.call.Reply;
import io.multiprocessing.internal.codec.compact.CompactForm;
import io.multiprocessing.internal.family.Loner;
import io.multiprocessing.internal.family.Member;
import io.multiprocessing.internal.wire.ReplyStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedObjectsTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Member member = Loner.root();
    private final SharedObjects objects = SharedObjects.of(member);

    private interface Counter {
        long add(long amount);

        default long addTwice(long amount) {
            add(amount);
            return add(amount);
        }

        default long add(String digits) {
            return add(Long.parseLong(digits));
        }

        default void fail(Throwable thrown) throws IOException {
            SharedObjectsTest.<RuntimeException>sneak(thrown);
        }

        default Object echo(Object value) {
            return value;
        }

        default void await(Box box) throws InterruptedException {
            box.latch.await();
        }
    }

    /** Arrives with a latch that nobody counts down. */
    private static final class Box implements Serializable {
        private static final long serialVersionUID = 1;
        final transient CountDownLatch latch = new CountDownLatch(1);

        private Object readResolve() {
            return new Box();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private final AtomicLong value = new AtomicLong();
    private final Counter counter = objects.share(Counter.class, value::addAndGet);

    @Test
    void callsReachTheTarget() {
        assertThat(counter.add(2)).isEqualTo(2);
        assertThat(counter.addTwice(10)).isEqualTo(22);
        assertThat(counter.add("5")).isEqualTo(27);
        assertThat(counter.echo(Map.of("a", List.of(1)))).isEqualTo(Map.of("a", List.of(1)));
        assertThat(counter.echo(null)).isNull();
        List<String> sent = new ArrayList<>();
        assertThat(counter.echo(sent)).isEqualTo(sent).isNotSameAs(sent);
    }

    @Test
    void itArrivesAsItself() {
        ByteBuffer bytes = member.encode(counter);
        assertThat(bytes.get(0)).as("takes the compact form").isNotEqualTo(CompactForm.JAVA);
        assertThat(member.decode(bytes)).isSameAs(counter);
        List<?> twice = (List<?>) member.decode(member.encode(List.of(counter, counter, Thread.State.NEW)));
        assertThat(twice.get(0)).isSameAs(counter);
        assertThat(twice.get(1)).isSameAs(counter);
        assertThat(counter.echo(counter)).isSameAs(counter);
        assertThat(counter).isEqualTo(counter).isNotEqualTo(objects.share(Counter.class, value::addAndGet));
        assertThat(counter.equals(null)).isFalse();
        assertThat(counter.hashCode()).isEqualTo(counter.hashCode());
        assertThat(counter.toString()).startsWith("Shared[" + Counter.class.getName() + ", ");
    }

    @Test
    void onlyInterfacesCanBeShared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objects.share(String.class, "text"))
                .withMessageContaining("java.lang.String");
        int before = objects.count();
        Class<?> sealed = java.lang.constant.ConstantDesc.class;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> share(sealed, "text"))
                .withMessageContaining(sealed.getName());
        assertThat(objects.count()).isEqualTo(before);
    }

    @SuppressWarnings("unchecked")
    private Object share(Class<?> type, Object target) {
        return objects.share((Class<Object>) type, target);
    }

    @Test
    void exceptionsComeAsTheyAre() {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> counter.add("five")).satisfies(e -> {
            assertThat(e.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("parseLong"));
            assertThat(e.getStackTrace()).anyMatch(frame -> frame.toString().contains("remote"));
            assertThat(e.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("exceptionsComeAsTheyAre")
                    || frame.getMethodName().contains("lambda$exceptionsComeAsTheyAre"));
            assertThat(e.getStackTrace()).noneMatch(frame -> frame.getClassName().contains("ProxyHandler"));
        });
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> counter.fail(new NotSerializableException("declared by its superclass")));
        assertThatExceptionOfType(RemoteFailureException.class)
                .isThrownBy(() -> counter.fail(new Exception("undeclared")))
                .satisfies(e -> assertThat(e.remoteClassName()).isEqualTo("java.lang.Exception"))
                .withCauseInstanceOf(Exception.class);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> counter.fail(new StackOverflowError()));
    }

    @Test
    void whatCantTravelFailsAtTheCall() {
        assertThatExceptionOfType(NotSerializableTaskException.class)
                .isThrownBy(() -> counter.echo(new Object()))
                .withMessageContaining("java.lang.Object");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(counter))
                .withMessageContaining("within their family");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Loner.root().encode(counter))
                .withStackTraceContaining("another Multiprocessing");
    }

    @Test
    void onlyMethodsOfTheInterfaceCanBeCalled() throws Exception {
        long number = ProxyHandler.of(counter).home().object();
        for (long method : new long[] {0, -1, MethodTable.numberOf(Object.class.getMethod("getClass"))}) {
            Reply reply = Calls.of(member).call(member.id(), number, ObjectHome.CALL, method, NOTHING).await();
            assertThat(reply.status()).isEqualTo(ReplyStatus.REFUSED);
            assertThat(reply.text()).contains("no method");
        }
        long add = MethodTable.numberOf(Counter.class.getMethod("add", long.class));
        ByteBuffer[] wrong = {
            NOTHING, member.encode("text"), member.encode(new Object[] {"text"}), member.encode(new Object[] {1L, 2L})
        };
        for (ByteBuffer arguments : wrong) {
            Reply reply = Calls.of(member).call(member.id(), number, ObjectHome.CALL, add, arguments).await();
            assertThat(reply.status()).isIn(ReplyStatus.REFUSED, ReplyStatus.THREW);
        }
        assertThat(value.get()).isZero();
        assertThat(Calls.of(member).call(member.id(), number, 99, 0, NOTHING).await().status())
                .isEqualTo(ReplyStatus.REFUSED);
        Reply noSender = Calls.of(member)
                .call(member.id(), number, ObjectHome.HOLD, 0, ByteBuffer.wrap(new byte[] {'x'}))
                .await();
        assertThat(noSender.status()).isEqualTo(ReplyStatus.REFUSED);
        assertThat(counter.add(1)).isEqualTo(1);
    }

    @Test
    void anInterruptIsKeptUnlessTheMethodDeclaresIt() throws Exception {
        Thread.currentThread().interrupt();
        assertThat(counter.add(1)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        Thread caller = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> counter.await(new Box()));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theEndOfTheOwnerEndsCalls() throws Exception {
        Thread owner = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Calls.of(member).leaving();
        });
        assertThatExceptionOfType(SharedObjectGoneException.class)
                .isThrownBy(() -> counter.await(new Box()));
        owner.join();
        assertThatExceptionOfType(SharedObjectGoneException.class).isThrownBy(() -> counter.add(1));
    }

    @Test
    void whatNobodyRefersToIsLetGo() {
        int base = objects.count();
        List<WeakReference<Object>> targets = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            AtomicLong target = new AtomicLong();
            targets.add(new WeakReference<>(target));
            Counter read = (Counter) member.decode(member.encode(objects.share(Counter.class, target::addAndGet)));
            assertThat(read.add(1)).isEqualTo(1);
        }
        until(() -> objects.count() == base);
        until(() -> targets.stream().allMatch(target -> target.get() == null));
        assertThat(counter.add(1)).isEqualTo(1);
    }

    @Test
    void aMessageKeepsWhatIsInIt() {
        int base = objects.count();
        ByteBuffer message = member.encode(objects.share(Counter.class, new AtomicLong(7)::addAndGet));
        ByteBuffer elsewhere = ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip();
        assertThat(((Counter) member.decode(message)).add(1)).isEqualTo(8);
        for (int i = 0; i < 5; i++) {
            System.gc();
            assertThat(((Counter) member.decode(message)).add(1)).as("read again").isEqualTo(9 + i);
        }
        message = member.encode(member.decode(elsewhere));
        elsewhere = ByteBuffer.allocate(message.remaining()).put(message).flip();
        message = NOTHING;
        System.gc();
        assertThat(((Counter) member.decode(elsewhere)).add(1)).as("read where its sender forgot it").isEqualTo(14);
        until(() -> objects.count() == base);
    }

    @Test
    void aMessageThatWasNotMadeKeepsNothing() {
        int base = objects.count();
        assertThatExceptionOfType(NotSerializableTaskException.class).isThrownBy(
                () -> member.encode(List.of(objects.share(Counter.class, value::addAndGet), new Object())));
        until(() -> objects.count() == base);
    }

    private static void until(BooleanSupplier isSo) {
        while (!isSo.getAsBoolean()) {
            System.gc();
            Thread.onSpinWait();
        }
    }
}
