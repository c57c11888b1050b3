package io.multiprocessing.internal.codec.compact;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A serialisable lambda, as the compiler lets it be taken apart and put together: what {@link SerializedLambda} holds,
 * and the method {@code $deserializeLambda$} of the class whose source has the lambda. Reading it with a Java
 * serialization stream would load that whole machinery on a child's way to its first task.
 *
 * <pre>
 *  lambda    varint number of its form in this message, or 0 and: varint length, form
 *            varint count | captured values
 *
 *  form      text class that has it | int32 the class's fingerprint
 *            text functional interface | text its method | text its method's signature
 *            int8 kind of the implementation | text its class | text its method | text its signature
 *            text the type of the method as instantiated
 * </pre>
 *
 * <p>All lambdas of one place in a source have the same form, which is made into bytes once, and known again by its
 * bytes where it arrives: so the text in it costs a copy and a comparison.
 */
final class LambdaForm {
    private static final MethodType FACTORY_TYPE = MethodType.methodType(Object.class, SerializedLambda.class);

    /** Handles, and not methods: to invoke its first static method, a fresh JVM makes two classes. */
    private static final ClassValue<FactoryMethod> FACTORIES = new ClassValue<>() {
        @Override
        protected FactoryMethod computeValue(Class<?> type) {
            try {
                LambdaForm.class.getModule().addReads(type.getModule());
                return new FactoryMethod(MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findStatic(type, "$deserializeLambda$", FACTORY_TYPE));
            } catch (ReflectiveOperationException | LinkageError e) {
                return new FactoryMethod(null);
            }
        }
    };

    private final Method writeReplace;
    private final Class<?> capturing;
    private volatile @Nullable Encoded encoded;

    /** @param implMethod the constant of the class that the form came from */
    private record Encoded(String implMethod, byte[] bytes) {}

    private LambdaForm(Method writeReplace, Class<?> capturing) {
        this.writeReplace = writeReplace;
        this.capturing = capturing;
    }

    private record FactoryMethod(@Nullable MethodHandle handle) {}

    /** Null when the class is no serialisable lambda's, or is closed to reflection. */
    static @Nullable LambdaForm of(Class<?> type) {
        int end = type.isHidden() ? type.getName().indexOf("$$Lambda") : -1;
        Method writeReplace = end < 0 ? null : Replacement.find(type, "writeReplace");
        if (writeReplace == null) {
            return null;
        }
        try {
            String capturing = type.getName().substring(0, end);
            return new LambdaForm(writeReplace, Class.forName(capturing, false, type.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    @Nullable SerializedLambda takeApart(Object lambda) throws InvocationTargetException {
        return Replacement.call(writeReplace, lambda) instanceof SerializedLambda form ? form : null;
    }

    /** Writes the form of a lambda of this class. */
    void put(Sink out, SerializedLambda form) {
        Encoded known = encoded;
        // The same constant, or it is no lambda of a compiler's, whatever its class is called.
        if (known == null || known.implMethod != form.getImplMethodName()) {
            known = new Encoded(form.getImplMethodName(), encode(form));
            encoded = known;
        }
        out.putVarint(known.bytes.length);
        out.write(known.bytes, 0, known.bytes.length);
    }

    private byte[] encode(SerializedLambda form) {
        Sink out = new Sink(Sink.MOST);
        out.putText(capturing.getName());
        out.room(4).putInt(Classes.fingerprint(capturing));
        out.putText(form.getFunctionalInterfaceClass());
        out.putText(form.getFunctionalInterfaceMethodName());
        out.putText(form.getFunctionalInterfaceMethodSignature());
        out.putByte(form.getImplMethodKind());
        out.putText(form.getImplClass());
        out.putText(form.getImplMethodName());
        out.putText(form.getImplMethodSignature());
        out.putText(form.getInstantiatedMethodType());
        ByteBuffer bytes = out.finish();
        return Arrays.copyOf(bytes.array(), bytes.remaining());
    }

    /** A form as it was read. */
    record Head(String capturing, int fingerprint, String type, String method, String signature, int kind,
            String implClass, String implMethod, String implSignature, String instantiated) {
        private static final int MOST_KNOWN = 1_000;
        private static final int MOST_BYTES = 2_000;
        private static final Map<ByteBuffer, Head> KNOWN = new ConcurrentHashMap<>();

        /** @param bytes which are not kept, nor is the message that they are in */
        static Head of(ByteBuffer bytes) {
            Head known = KNOWN.get(bytes);
            if (known != null) {
                return known;
            }
            Source in = new Source(bytes);
            Head read = new Head(in.text(), in.getInt(), in.text(), in.text(), in.text(), in.get(), in.text(),
                    in.text(), in.text(), in.text());
            if (in.remaining() > 0) {
                throw Unreadable.damaged("a lambda's form that ends before its length");
            }
            // What makes many of them, or large ones, has no use for this.
            if (bytes.remaining() <= MOST_BYTES && KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip(), read);
            }
            return read;
        }
    }

    static Object putTogether(Head head, ClassLoader loader, @Nullable Object[] captured) {
        Class<?> capturing = Classes.find(head.capturing, loader);
        Classes.checkFingerprint(capturing, head.fingerprint);
        Classes.admit(SerializedLambda.class);
        MethodHandle factory = FACTORIES.get(capturing).handle();
        if (factory == null) {
            throw Unreadable.unusable(
                    capturing.getName(), "it has no serialisable lambdas here, or is closed to reflection");
        }
        SerializedLambda form = new SerializedLambda(capturing, head.type, head.method, head.signature, head.kind,
                head.implClass, head.implMethod, head.implSignature, head.instantiated, captured);
        Object lambda;
        try {
            lambda = (Object) factory.invokeExact(form);
        } catch (IllegalArgumentException e) {
            throw Unreadable.unusable(capturing.getName(), "it does not have the lambda " + head.implMethod
                    + " here; parent and child must run the same version of it");
        } catch (Throwable e) {
            throw Unreadable.explain(e);
        }
        if (lambda == null) {
            throw Unreadable.damaged("a lambda that is null");
        }
        return lambda;
    }
}
