package io.multiprocessing.internal.codec;

import io.multiprocessing.NotSerializableTaskException;
import io.multiprocessing.internal.codec.compact.CompactForm;
import io.multiprocessing.internal.codec.compact.Sink;
import io.multiprocessing.internal.codec.compact.StreamFrames;
import io.multiprocessing.internal.codec.compact.Unreadable;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which class, field or captured variable keeps a value from being serialised, and what to do about it. */
public final class Culprits {
    private static final String NOT_SERIALIZABLE = " can't travel to another process: it is not Serializable.";

    private Culprits() {}

    /** Why {@code root} could not be serialised, {@code cause} being what the attempt threw. */
    public static NotSerializableTaskException explain(@Nullable Object root, Throwable cause) {
        return explain(root, cause, null);
    }

    /** @param last the object that was about to be written when the attempt ended, when that is known */
    static NotSerializableTaskException explain(@Nullable Object root, Throwable cause, @Nullable Object last) {
        if (cause instanceof NotSerializableTaskException known) {
            return known;
        }
        String rootName = root == null ? "null" : root.getClass().getName();
        if (cause instanceof Sink.FullException) {
            return failure(
                    "A value of class " + rootName + " is too large to travel: more than 2 GiB as bytes.",
                    rootName,
                    null,
                    cause);
        } else if (cause instanceof StackOverflowError) {
            return failure(
                    "A value of class " + rootName + " nests too deeply for this thread's stack: put elements in a"
                            + " collection instead of chaining them.",
                    rootName,
                    null,
                    cause);
        }
        String writing = StreamFrames.ownCode(cause, ObjectOutputStream.class);
        if (writing == null && cause instanceof NotSerializableException && cause.getMessage() != null) {
            return notSerializable(root, cause.getMessage(), cause, last);
        } else if (writing == null && cause instanceof InvalidClassException e && e.classname != null) {
            writing = e.classname;
        }
        return ownCode(root, writing == null ? rootName : writing, cause);
    }

    private static NotSerializableTaskException notSerializable(
            @Nullable Object root, String className, Throwable cause, @Nullable Object last) {
        Object culprit = last != null && last.getClass().getName().equals(className) ? last : null;
        Predicate<Object> wanted = culprit != null
                ? object -> object == culprit
                : object -> object.getClass().getName().equals(className);
        GraphWalk.Node found = GraphWalk.find(root, wanted);
        Class<?> type = found != null ? found.object().getClass() : culprit != null ? culprit.getClass() : null;
        String subject = type == null ? className : Lambdas.describe(type);
        String path = found == null ? null : found.path();
        return failure(
                subject + NOT_SERIALIZABLE + foundAt(path) + advice(type, subject, found), className, path, cause);
    }

    private static String foundAt(@Nullable String path) {
        return path == null ? "" : " Found at: " + path + ".";
    }

    private static String advice(@Nullable Class<?> type, String subject, GraphWalk.@Nullable Node found) {
        String hint = found == null ? "" : hintAtThis(found);
        if (found != null && found.kind() != GraphWalk.Kind.ORDINARY) {
            return hint;
        } else if (type != null && Lambdas.isLambda(type)) {
            return hint + " Give it a type that is Serializable, such as RemoteRunnable, RemoteCallable or"
                    + " RemoteFunction, or a cast such as (Comparator<T> & Serializable).";
        }
        boolean isForeign = subject.startsWith("java.") || subject.startsWith("javax.") || subject.startsWith("jdk.");
        return hint + (isForeign ? " Mark" : " Make " + subject + " Serializable, mark")
                + " the field that holds it transient, or pass what is needed of it"
                + " (an address instead of a connection, a path instead of a stream) as a variable.";
    }

    private static String hintAtThis(GraphWalk.Node found) {
        for (GraphWalk.Node node = found; node != null; node = node.parent()) {
            if (node.kind() == GraphWalk.Kind.LAMBDA_THIS) {
                return " The lambda uses a field or a method of the instance it stands in, and so captured `this`: copy"
                        + " what it needs to local variables before it, or let it call a static method.";
            } else if (node.kind() == GraphWalk.Kind.OUTER_INSTANCE) {
                return " An inner class holds the instance that made it (`this`): make it a static class, or a lambda"
                        + " that uses local variables only.";
            }
        }
        return "";
    }

    private static NotSerializableTaskException ownCode(@Nullable Object root, String className, Throwable cause) {
        GraphWalk.Node found = GraphWalk.find(root, object -> isA(object.getClass(), className));
        String path = found == null ? null : found.path();
        return failure("A value of class " + className + " could not be serialised: its own code threw "
                + Unreadable.describe(cause) + "." + foundAt(path), className, path, cause);
    }

    private static boolean isA(Class<?> type, String className) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(className)) {
                return true;
            }
        }
        return false;
    }

    /** Why a task that is not {@link Serializable} is refused. */
    public static NotSerializableTaskException notATask(Object plainLambdaOrObject) {
        Class<?> type = plainLambdaOrObject.getClass();
        if (Lambdas.isLambda(type)) {
            return plainLambda(plainLambdaOrObject, type);
        }
        String name = type.getName();
        String advice = name.startsWith("java.util.concurrent.")
                ? " It wraps a task for a thread of this process, as CompletableFuture.supplyAsync and"
                        + " ExecutorCompletionService do: hand the task itself to submit."
                : " Let the class implement RemoteRunnable or RemoteCallable, or pass a lambda directly to submit or"
                        + " execute.";
        return failure("A task of class " + type.getTypeName() + NOT_SERIALIZABLE + advice, name, null, null);
    }

    private static NotSerializableTaskException plainLambda(Object lambda, Class<?> type) {
        String definingClass = Lambdas.definingClass(type);
        StringBuilder text = new StringBuilder("A lambda of ")
                .append(definingClass)
                .append(" can't travel to another process: it was made as a plain ")
                .append(interfaceOf(type))
                .append(", which is not Serializable.");
        String className = type.getName();
        String path = null;
        Field[] captured = type.getDeclaredFields();
        for (int i = 0; i < captured.length; i++) {
            Class<?> capturedType = typeOf(captured[i], lambda);
            String name = Lambdas.describe(capturedType);
            text.append(i == 0 ? " It captured " : ", ").append(name);
            if (path == null && !travels(capturedType)) {
                className = capturedType.getName();
                path = "captured variable #" + (i + 1) + " (" + name + ") of a lambda of " + definingClass;
            }
        }
        text.append(captured.length == 0 ? "" : ".")
                .append(" Pass the lambda directly to submit or execute, or declare its variable as RemoteRunnable or")
                .append(" RemoteCallable.");
        if (path != null) {
            text.append(" Even then ").append(className).append(", which it captured, would not be Serializable: ");
            text.append(className.equals(definingClass)
                    ? "if that is the instance the lambda stands in (`this`), copy what it needs to local variables."
                    : "make it so, or pass what is needed of it as a variable.");
        }
        return failure(text.toString(), className, path, null);
    }

    private static String interfaceOf(Class<?> lambdaType) {
        Class<?>[] interfaces = lambdaType.getInterfaces();
        return interfaces.length == 0 ? "object" : interfaces[0].getTypeName();
    }

    /** The class of what the lambda captured, or, where that can't be seen, the type of the variable. */
    private static Class<?> typeOf(Field captured, Object lambda) {
        try {
            if (captured.trySetAccessible() && captured.get(lambda) instanceof Object value) {
                return captured.getType().isPrimitive() ? captured.getType() : value.getClass();
            }
        } catch (IllegalAccessException | RuntimeException e) {
            return captured.getType();
        }
        return captured.getType();
    }

    private static boolean travels(Class<?> type) {
        return type.isPrimitive() || type.isInterface() || Serializable.class.isAssignableFrom(type)
                || CompactForm.isFor(type);
    }

    private static NotSerializableTaskException failure(
            String message, String className, @Nullable String path, @Nullable Throwable cause) {
        return new NotSerializableTaskException(message, className, path, cause);
    }
}
