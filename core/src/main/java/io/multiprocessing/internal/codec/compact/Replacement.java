package io.multiprocessing.internal.codec.compact;

import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The methods {@code writeReplace} and {@code readResolve}, by which an object travels as another one: the handle of a
 * shared object, for example. Found by the rules of Java serialization.
 */
final class Replacement {
    private Replacement() {}

    /** True when instances of the class travel as something else, or are made into something else on arrival. */
    static boolean isDeclared(Class<?> type, String name) {
        return Serializable.class.isAssignableFrom(type) && declaration(type, name) != null;
    }

    /** The method, open to calls; null when there is none, or it is closed to reflection. */
    static @Nullable Method find(Class<?> type, String name) {
        Method method = Serializable.class.isAssignableFrom(type) ? declaration(type, name) : null;
        return method != null && method.trySetAccessible() ? method : null;
    }

    private static @Nullable Method declaration(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            try {
                Method method = c.getDeclaredMethod(name);
                return method.getReturnType() == Object.class && isInherited(method, c, type) ? method : null;
            } catch (NoSuchMethodException e) {
                continue;
            } catch (LinkageError e) {
                return null;
            }
        }
        return null;
    }

    private static boolean isInherited(Method method, Class<?> declaring, Class<?> type) {
        int modifiers = method.getModifiers();
        if ((modifiers & (Modifier.STATIC | Modifier.ABSTRACT)) != 0) {
            return false;
        } else if ((modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 || declaring == type) {
            return true;
        }
        return (modifiers & Modifier.PRIVATE) == 0
                && declaring.getClassLoader() == type.getClassLoader()
                && declaring.getPackageName().equals(type.getPackageName());
    }

    static @Nullable Object call(Method method, Object target) throws InvocationTargetException {
        try {
            return method.invoke(target);
        } catch (IllegalAccessException e) {
            throw new InvocationTargetException(e);
        }
    }
}
