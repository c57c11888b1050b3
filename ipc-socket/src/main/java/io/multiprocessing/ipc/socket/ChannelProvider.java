package io.multiprocessing.ipc.socket;

import java.lang.reflect.Modifier;
import java.nio.channels.spi.SelectorProvider;

/**
 * What makes the JDK's channels. Before the first of them it looks for another one that somebody may have put on the class
 * path, and opens each file there to find none. A child has its parent's class path: so the parent, which has looked, tells
 * its children.
 */
final class ChannelProvider {
    /** By which a name can be given; {@link SelectorProvider#provider} explains it. */
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    /** When it is not the JDK's own. */
    static final String UNKNOWN = "";

    private ChannelProvider() {}

    /** In a parent: the name of the provider's class. */
    static String name() {
        Class<?> type = SelectorProvider.provider().getClass();
        return type.getClassLoader() == null ? type.getName() : UNKNOWN;
    }

    /**
     * In a child, before its first channel: spares it the search. Without effect when the name is unknown here, as in a JVM of
     * another version it may be, and when somebody has chosen by the property.
     */
    static void settle(String name) {
        if (System.getProperty(PROPERTY) == null && isProvider(name)) {
            System.setProperty(PROPERTY, name);
            try {
                SelectorProvider unused = SelectorProvider.provider();
            } finally {
                System.clearProperty(PROPERTY);
            }
        }
    }

    /** Whether the JDK has that class and could make one: if it could not, there would be no channels in this JVM. */
    private static boolean isProvider(String name) {
        try {
            Class<?> type = Class.forName(name, false, null);
            return Modifier.isPublic(type.getModifiers())
                    && !Modifier.isAbstract(type.getModifiers())
                    && SelectorProvider.class.isAssignableFrom(type)
                    && Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return false;
        }
    }
}
