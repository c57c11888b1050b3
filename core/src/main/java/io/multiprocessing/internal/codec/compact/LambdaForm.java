package io.multiprocessing.internal.codec.compact;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A serialisable lambda, as the compiler lets it be taken apart and put together: what {@link SerializedLambda} holds,
 * and the method {@code $deserializeLambda$} of the class whose source has the lambda. Reading it with a Java
 * serialization stream would load that whole machinery on a child's way to its first task.
 *
 * <pre>
 *  class that has it | text functional interface | text its method | text its method's signature
 *  int8 kind of the implementation | text its class | text its method | text its signature
 *  text the type of the method as instantiated | varint count | captured values
 * </pre>
 */
final class LambdaForm {
    private static final ClassValue<FactoryMethod> FACTORIES = new ClassValue<>() {
        @Override
        protected FactoryMethod computeValue(Class<?> type) {
            try {
                Method method = type.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
                return new FactoryMethod(method.trySetAccessible() ? method : null);
            } catch (NoSuchMethodException | LinkageError e) {
                return new FactoryMethod(null);
            }
        }
    };

    private final Method writeReplace;
    private final Class<?> capturing;

    private LambdaForm(Method writeReplace, Class<?> capturing) {
        this.writeReplace = writeReplace;
        this.capturing = capturing;
    }

    private record FactoryMethod(@Nullable Method method) {}

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

    /** The class whose source has the lambda. */
    Class<?> capturing() {
        return capturing;
    }

    @Nullable SerializedLambda takeApart(Object lambda) throws InvocationTargetException {
        return Replacement.call(writeReplace, lambda) instanceof SerializedLambda form ? form : null;
    }

    static void put(Sink out, SerializedLambda form) {
        out.putText(form.getFunctionalInterfaceClass());
        out.putText(form.getFunctionalInterfaceMethodName());
        out.putText(form.getFunctionalInterfaceMethodSignature());
        out.putByte(form.getImplMethodKind());
        out.putText(form.getImplClass());
        out.putText(form.getImplMethodName());
        out.putText(form.getImplMethodSignature());
        out.putText(form.getInstantiatedMethodType());
        out.putVarint(form.getCapturedArgCount());
    }

    /** The text and numbers of a form whose captured values follow. */
    record Head(String type, String method, String signature, int kind, String implClass, String implMethod,
            String implSignature, String instantiated) {
        static Head read(Source in) {
            return new Head(
                    in.text(), in.text(), in.text(), in.get(), in.text(), in.text(), in.text(), in.text());
        }
    }

    static Object putTogether(Class<?> capturing, Head head, @Nullable Object[] captured) {
        Method factory = FACTORIES.get(capturing).method();
        if (factory == null) {
            throw Unreadable.unusable(
                    capturing.getName(), "it has no serialisable lambdas here, or is closed to reflection");
        }
        SerializedLambda form = new SerializedLambda(capturing, head.type, head.method, head.signature, head.kind,
                head.implClass, head.implMethod, head.implSignature, head.instantiated, captured);
        try {
            Object lambda = factory.invoke(null, form);
            if (lambda == null) {
                throw Unreadable.damaged("a lambda that is null");
            }
            return lambda;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                throw Unreadable.unusable(capturing.getName(), "it does not have the lambda " + head.implMethod
                        + " here; parent and child must run the same version of it");
            }
            throw Unreadable.explain(e);
        } catch (IllegalAccessException e) {
            throw Unreadable.explain(e);
        }
    }
}
