package io.multiprocessing.internal.codec;

import io.multiprocessing.internal.codec.compact.Classes;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;

/**
 * Java serialization whose classes come from a given loader, within {@link Limits}; the filter of the JVM, where there
 * is one, is asked as well.
 */
class JavaInput extends ObjectInputStream {
    private final ClassLoader loader;
    private final Limits limits;

    JavaInput(ByteBuffer bytes, ClassLoader loader) throws IOException {
        super(new BufferInput(bytes.duplicate()));
        this.loader = loader;
        this.limits = new Limits(bytes.remaining());
        ObjectInputFilter present = getObjectInputFilter();
        setObjectInputFilter(present == null ? limits : ObjectInputFilter.merge(limits, present));
    }

    Limits limits() {
        return limits;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
        String name = description.getName();
        try {
            return Classes.load(name, loader);
        } catch (ClassNotFoundException e) {
            Class<?> primitive = Class.forPrimitiveName(name);
            if (primitive != null) {
                return primitive;
            }
            throw e;
        }
    }

    /** As the default does, an interface that is not public decides which loader defines the proxy. */
    @Override
    protected Class<?> resolveProxyClass(String[] interfaceNames) throws IOException, ClassNotFoundException {
        Class<?>[] interfaces = new Class<?>[interfaceNames.length];
        ClassLoader definingLoader = loader;
        for (int i = 0; i < interfaceNames.length; i++) {
            interfaces[i] = Classes.load(interfaceNames[i], loader);
            if (!Modifier.isPublic(interfaces[i].getModifiers()) && interfaces[i].getClassLoader() != null) {
                definingLoader = interfaces[i].getClassLoader();
            }
        }
        try {
            return Proxy.newProxyInstance(definingLoader, interfaces, (proxy, method, arguments) -> null)
                    .getClass();
        } catch (IllegalArgumentException e) {
            throw new ClassNotFoundException("a proxy of " + String.join(", ", interfaceNames), e);
        }
    }

    /** A view of a buffer as a stream. */
    private static final class BufferInput extends InputStream {
        private final ByteBuffer bytes;

        BufferInput(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (!bytes.hasRemaining()) {
                return length == 0 ? 0 : -1;
            }
            int count = Math.min(length, bytes.remaining());
            bytes.get(target, offset, count);
            return count;
        }

        @Override
        public int available() {
            return bytes.remaining();
        }
    }
}
