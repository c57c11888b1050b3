package io.multiprocessing.internal.codec;

import io.multiprocessing.internal.codec.compact.Texts;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an object in the graph that would be serialised, and tells the shortest way to it. A best effort, within
 * bounds: fields of the JDK's own classes are closed, so of those it sees collections, maps and optionals only.
 */
final class GraphWalk {
    private static final int MAX_NODES = 50_000;
    private static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_STEPS = 32;

    private final Predicate<Object> wanted;
    private final Queue<Node> queue = new ArrayDeque<>();
    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());

    private GraphWalk(Predicate<Object> wanted) {
        this.wanted = wanted;
    }

    /** What makes a step worth advice of its own. */
    enum Kind {
        ORDINARY,
        /** From a lambda to the instance in whose method it stands. */
        LAMBDA_THIS,
        /** From an inner class's instance to the enclosing one. */
        OUTER_INSTANCE
    }

    /** @param step how the parent refers to the object; empty for the root */
    record Node(Object object, @Nullable Node parent, String step, Kind kind) {
        /** The steps from the root to here; null when this is the root. */
        @Nullable String path() {
            if (parent == null) {
                return null;
            }
            StringBuilder path = new StringBuilder(step);
            int steps = 1;
            for (Node node = parent; node != null && node.parent != null; node = node.parent) {
                path.insert(0, " → ").insert(0, ++steps > MAX_STEPS ? "…" : node.step);
                if (steps > MAX_STEPS) {
                    break;
                }
            }
            return path.toString();
        }
    }

    static @Nullable Node find(@Nullable Object root, Predicate<Object> wanted) {
        if (root == null) {
            return null;
        }
        try {
            return new GraphWalk(wanted).search(root);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return null; // a stranger's collection or class did not like to be looked at
        }
    }

    private @Nullable Node search(Object root) {
        queue.add(new Node(root, null, "", Kind.ORDINARY));
        met.add(root);
        for (Node node = queue.poll(); node != null; node = queue.poll()) {
            if (wanted.test(node.object)) {
                return node;
            }
            expand(node);
        }
        return null;
    }

    private void add(Node parent, @Nullable Object child, String step, Kind kind) {
        if (child != null && met.size() < MAX_NODES && met.add(child)) {
            queue.add(new Node(child, parent, step, kind));
        }
    }

    private void expand(Node node) {
        Object object = node.object;
        Class<?> type = object.getClass();
        String typeName = nameOf(object, type);
        if (object instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(node, array[i], "element " + i + " of " + typeName, Kind.ORDINARY);
            }
        } else if (object instanceof Optional<?> optional) {
            add(node, optional.orElse(null), "the content of an Optional", Kind.ORDINARY);
        } else if (object instanceof Serializable && Lambdas.isLambda(type)) {
            expandLambda(node, object);
        } else if (object instanceof Serializable) {
            expandFields(node, type);
            if (object instanceof Collection<?> collection) {
                expandCollection(node, collection, typeName);
            } else if (object instanceof Map<?, ?> map) {
                expandMap(node, map, typeName);
            }
        }
    }

    /** The JDK's collections have class names that nobody knows. */
    private static String nameOf(Object object, Class<?> type) {
        if (type.getClassLoader() != null || type.isArray()) {
            return type.getTypeName();
        } else if (object instanceof List) {
            return "a list";
        } else if (object instanceof Set) {
            return "a set";
        } else {
            return object instanceof Map ? "a map" : type.getTypeName();
        }
    }

    private void expandLambda(Node node, Object lambda) {
        SerializedLambda form = Lambdas.serializedForm(lambda);
        if (form == null) {
            return;
        }
        String place = Lambdas.describe(form);
        int variable = 1;
        for (int i = 0; i < form.getCapturedArgCount(); i++) {
            Object captured = form.getCapturedArg(i);
            String type = captured == null ? "" : " (" + Lambdas.describe(captured.getClass()) + ")";
            if (i == 0 && Lambdas.capturesThis(form)) {
                add(node, captured, "`this`" + type + " captured by " + place, Kind.LAMBDA_THIS);
            } else if (i == 0 && Lambdas.capturesReceiver(form)) {
                add(node, captured, "the receiver" + type + " of " + place, Kind.ORDINARY);
            } else {
                add(node, captured, "captured variable #" + variable++ + type + " of " + place, Kind.ORDINARY);
            }
        }
    }

    private void expandCollection(Node node, Collection<?> collection, String typeName) {
        int i = 0;
        for (Object element : collection) {
            if (i == MAX_ELEMENTS) {
                return;
            }
            add(node, element, "element " + i++ + " of " + typeName, Kind.ORDINARY);
        }
    }

    private void expandMap(Node node, Map<?, ?> map, String typeName) {
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (i++ == MAX_ELEMENTS) {
                return;
            }
            Object key = entry.getKey();
            boolean isTellable = key instanceof String || key instanceof Number || key instanceof Enum<?>;
            String name = isTellable ? "key " + Texts.shortened(String.valueOf(key), 100) : "a key";
            add(node, key, "a key of " + typeName, Kind.ORDINARY);
            add(node, entry.getValue(), "the value of " + name + " in " + typeName, Kind.ORDINARY);
        }
    }

    private void expandFields(Node node, Class<?> type) {
        for (Class<?> c = type; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
            ObjectStreamClass description = ObjectStreamClass.lookup(c);
            if (description == null) {
                return;
            }
            for (ObjectStreamField field : description.getFields()) {
                if (!field.isPrimitive()) {
                    expandField(node, c, field.getName());
                }
            }
        }
    }

    private void expandField(Node node, Class<?> declaring, String name) {
        Object value;
        try {
            Field field = declaring.getDeclaredField(name);
            if (!field.trySetAccessible()) {
                return;
            }
            value = field.get(node.object);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return; // declared in serialPersistentFields only
        }
        String owner = declaring.getTypeName();
        if (name.startsWith("this$")) {
            add(node, value, "the enclosing instance of " + owner, Kind.OUTER_INSTANCE);
        } else if (name.startsWith("val$")) {
            add(node, value, "captured variable " + name.substring(4) + " of " + owner, Kind.ORDINARY);
        } else {
            add(node, value, "field " + owner + "." + name, Kind.ORDINARY);
        }
    }
}
